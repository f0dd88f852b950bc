"""What an item is called on a laboratory's sheet: its name, its code, its CAS number, and the wordings of the lists."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from pathlib import Path

from supervision.ground.kinds import fold

from ..models import Analyte

ALIASES = Path(__file__).parent.parent / "data" / "aliases.csv"


def called(analytes: Collection[Analyte]) -> dict[str, str]:
    """Folded name -> code. A name that means several of these items means none."""
    meant: dict[str, set[str]] = defaultdict(set)
    for analyte in analytes:
        for name in (analyte.name, analyte.code, analyte.cas, re.sub(r"[（(].*?[)）]", "", analyte.name)):
            meant[fold(name)].add(analyte.pk)
    known = {analyte.name: analyte.pk for analyte in analytes}
    listed: dict[str, set[str]] = defaultdict(set)
    for wording, name in _wordings():
        if name in known:
            listed[fold(wording)].add(known[name])
    meant = {**listed, **meant}
    meant.pop("", None)
    return {name: next(iter(codes)) for name, codes in meant.items() if len(codes) == 1}


@cache
def _wordings() -> tuple[tuple[str, str], ...]:
    with ALIASES.open(encoding="utf-8", newline="") as source:
        return tuple((row["name"], row["analyte"]) for row in csv.DictReader(source))
