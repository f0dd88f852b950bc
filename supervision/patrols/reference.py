"""The checklists as the software brings them: the items of the single industries are a default nobody compared yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from supervision.ground import editions
from supervision.ground.people import Post, system_post
from supervision.ground.reference import rows
from supervision.ground.subjects import Industry

from .models.checklist import Checklist

DATA = Path(__file__).parent / "data"


def load(*, by: Post | None = None) -> dict[str, int]:
    """Bring in the checklists that are not there; what the office made of them stays."""
    return {"检查表": len(editions.ship(Checklist, _checklists(), by=by or system_post()))}


def _checklists() -> Iterator[dict[str, Any]]:
    header = itemgetter("checklist", "industry", "valid_from")
    for (code, industry, day), items in groupby(rows("checklists.csv", DATA), header):
        valid_from = dt.date.fromisoformat(day)
        yield {
            "code": code,
            "key": industry,
            "name": f"{Industry(industry).label}检查表（{valid_from.year}年版）",
            "valid_from": valid_from,
            "items": [{"code": row["code"], "label": row["label"]} for row in items],
        }
