"""Loading the seeded terms and holidays. Rows that are already there were perhaps corrected by hand and stay."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from supervision.ground import editions, history
from supervision.ground.people import Post, system_post

from .models import Holiday, TermEdition

M = TypeVar("M", bound=models.Model)

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load(*, by: Post | None) -> dict[str, int]:
    """Add the terms and holidays that are missing; how many rows of each were added.

    A term the site does not know is in force at once; a newer version of one it knows waits in a draft.
    """
    with history.acting(by, "载入时限与节假日"):
        return {
            "时限": editions.ship_rows(TermEdition, _terms(), name="随软件的时限", by=by or system_post()),
            "节假日": _add(Holiday, _holidays(), "date"),
        }


def _add(model: type[M], rows: list[M], *key: str) -> int:
    present = set(model._default_manager.values_list(*key))
    missing = [row for row in rows if tuple(getattr(row, name) for name in key) not in present]
    model._default_manager.bulk_create(missing)
    return len(missing)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _terms() -> list[dict[str, Any]]:
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "basis": row["basis"],
            "length": int(row["length"]),
            "unit": row["unit"],
            "backwards": row["backwards"] == "1",
            "starts_when": row["starts_when"],
            "stops_when": row["stops_when"],
            "valid_from": dt.date.fromisoformat(row["valid_from"]),
            "valid_to": dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            "verified": row["verified"] == "1",
            "note": row["note"],
        }
        for row in _rows("terms.csv")
    ]


def _holidays() -> list[Holiday]:
    return [
        Holiday(date=dt.date.fromisoformat(row["date"]), is_workday=row["is_workday"] == "1", name=row["name"])
        for row in _rows("holidays_cn.csv")
    ]
