"""The bulk verb of the register: the rules of `register_subject`, set-based."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from supervision import clock, records
from supervision.people.models import Post
from supervision.records.vocabulary import State

from .models import Subject
from .services import fill_personal, pinyin_key

OPTIONAL = ("credit_code", "contact", "address", "leading")


def register_subjects(rows: Sequence[dict[str, Any]], *, by: Post, batch: Any = None) -> Sequence[Subject]:
    """Enter checked rows of an import. The bureau keeps the register itself, so they are taken over at once."""
    made = [_subject(row) for row in rows]
    return records.create_many(made, by=by, state=State.ACCEPTED, verb="批量登记监管对象")


def _subject(row: dict[str, Any]) -> Subject:
    subject = Subject(
        name=row["name"],
        pinyin=pinyin_key(row["name"]),
        kind=row["kind"],
        industry=row["industry"],
        region=row["region"],
        area=row.get("area"),
        registered_on=row.get("registered_on") or clock.today(),
        **{name: row.get(name) or "" for name in OPTIONAL},
    )
    fill_personal(subject, phone=row.get("phone") or "", identity=row.get("identity") or "")
    return subject
