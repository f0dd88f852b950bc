"""The bulk verb of the register: the rules of `register_subject`, set-based."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.people import Post
from supervision.ground.records import Record, State

from .models import Subject, SubjectCrop
from .services import fill_personal, pinyin_key

OPTIONAL = ("credit_code", "contact", "address", "leading")
GIVEN = ("latitude", "longitude", "organisation", "made_by", "made_at", "accepted_at")


def register_subjects(
    rows: Sequence[dict[str, Any]], *, by: Post, batch: Any = None, state: State = State.ACCEPTED
) -> Sequence[Subject]:
    """Enter checked rows of an import. The bureau keeps the register itself, so they are taken over at once.

    A row may bring its `crops`: (product, first month, last month, area).
    """
    made = [_subject(row) for row in rows]
    verb = "批量登记监管对象"
    with history.acting(by, verb):
        records.create_many(made, by=by, state=state, verb=verb)
        records.insert_many([crop for subject, row in zip(made, rows, strict=True) for crop in _crops(subject, row)])
    return made


def with_records(ids: Sequence[int]) -> set[int]:
    """Those of these subjects that patrols, samples, certificates … have been recorded of; void ones do not count."""
    found: set[int] = set()
    links: list[Any] = Subject._meta.get_fields(include_hidden=True)
    for link in links:
        if not link.auto_created or link.concrete or not issubclass(link.related_model, Record):
            continue
        column = link.field.attname
        rows = link.related_model._default_manager.exclude(state=State.VOID).filter(**{f"{column}__in": list(ids)})
        found |= set(rows.order_by().values_list(column, flat=True))
    return found


def _crops(subject: Subject, row: dict[str, Any]) -> list[SubjectCrop]:
    return [
        SubjectCrop(subject=subject, product=product, first_month=first, last_month=last, area=area)
        for product, first, last, area in row.get("crops", ())
    ]


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
        **{name: row[name] for name in GIVEN if name in row},
    )
    fill_personal(subject, phone=row.get("phone") or "", identity=row.get("identity") or "")
    return subject
