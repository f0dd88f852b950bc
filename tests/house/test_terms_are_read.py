"""No term without a reader or a mark saying which work will read it."""

from __future__ import annotations

import csv

from supervision.ground.terms.awaited import AWAITED
from supervision.patrols.vocabulary.rectification import Deadline, term_code

from .source import ROOT, name_of, python_files


def test_every_term_is_read_or_awaited_and_none_is_both():
    with (ROOT / "supervision" / "ground" / "data" / "terms.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    text = "\n".join(path.read_text() for path in python_files() if not name_of(path).endswith("awaited.py"))
    read = {code for code in codes if f'"{code}"' in text} | {term_code(length) for length in Deadline.values}
    awaited = [code for named in AWAITED.values() for code in named]
    assert len(awaited) == len(set(awaited))
    assert set(awaited) & read == set()
    assert set(awaited) | read == codes
