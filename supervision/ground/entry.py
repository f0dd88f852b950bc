"""What every entry into a register of this room is asked first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.regions import Region
from supervision.ground.subjects import Subject

T = TypeVar("T")


def each_named(rows: Sequence[T], work: Callable[[T], None]) -> None:
    """Do the work on each row; of many the faulty one is named."""
    for at, row in enumerate(rows):
        try:
            work(row)
        except RuleViolation as wrong:
            if len(rows) == 1:
                raise
            raise named(at, wrong) from wrong


def named(at: int, wrong: RuleViolation) -> RuleViolation:
    """What is wrong with the one of many at this position."""
    return RuleViolation(f"第{at + 1}条：{wrong.message}", field=wrong.field)


def refuse_future(day: dt.date | None, field: str, label: str) -> None:
    if day is not None and day > clock.today():
        raise RuleViolation(f"{label}不能晚于今天。", field=field)


def require_own(subject: Subject | None, by: Post) -> None:
    """The subject has to be one the post may see: a neighbour's subject is nobody's here."""
    if subject is not None and not Subject.objects.visible_to(by).filter(pk=subject.pk).exists():
        raise RuleViolation("请选择辖区内的监管对象。", field="subject")


def regions_of(subjects: Iterable[Subject]) -> dict[str, Region]:
    """The places of many subjects with their townships, in one query."""
    codes = {subject.region_id for subject in subjects}
    return Region.objects.select_related("township").in_bulk(codes)
