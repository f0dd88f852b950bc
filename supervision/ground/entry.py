"""What every entry into a register of this room is asked first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import Record
from supervision.ground.regions import Region
from supervision.ground.subjects import Subject

T = TypeVar("T")
LATE = "late_why"  # the field that says why something is entered long after it happened
_history = ContextVar("history", default="")  # the reason of a whole file of old records
_of_its_day = ContextVar("of_its_day", default=False)


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


def asks_why_late(model: type[Any]) -> bool:
    """Whether records of this kind have a day after which they are entered as 补录 only."""
    return issubclass(model, Record) and not model.ENTRY_EXEMPT and hasattr(model, model.DATE_FIELD)


def why_late(record: Record) -> str:
    """The sentence why this is 补录 and needs a reason, or nothing.

    Asked is the day on which it was first written down here: a draft made in time is not late because it was handed in
    or returned later.
    """
    day = getattr(record, record.DATE_FIELD, None)
    if day is None or not asks_why_late(type(record)):
        return ""
    field: Any = record._meta.get_field(record.DATE_FIELD)
    label = field.verbose_name
    written = clock.day_of(record.made_at) if record.made_at else clock.today()
    earliest = written - dt.timedelta(days=record.ENTRY_DAYS)
    if day < earliest:
        within = f"应在 {record.ENTRY_DAYS} 天内登记（默认，待核对）"
        return f"{label} {day} 早于 {earliest}，{within}；确需登记的按补录办理，请写明补录原因。"
    subject = getattr(record, "subject", None)
    if subject is not None and day < subject.registered_on:
        entered = f"{subject.name}的入册日期 {subject.registered_on}"
        return f"{label} {day} 早于{entered}，请核对；确需登记的按补录办理，请写明补录原因。"
    return ""


def refuse_unexplained(record: Record, *, complete: bool) -> None:
    """What is entered late says why; a draft may leave that open. A reason that nothing asks for is not kept."""
    if _of_its_day.get():
        return
    sentence = why_late(record)
    record.late_why = (record.late_why or _history.get()).strip() if sentence else ""
    if sentence and complete and not record.late_why:
        raise RuleViolation(sentence, field=LATE)


@contextmanager
def backlog(why: str) -> Iterator[None]:
    """历史补录: one reason for everything old that is entered within."""
    token = _history.set(why.strip())
    try:
        yield
    finally:
        _history.reset(token)


@contextmanager
def of_its_day(stands: bool = True) -> Iterator[None]:
    """Rows that stand for what was entered at its time: the demonstration year, and the tests' made-up ones."""
    token = _of_its_day.set(stands)
    try:
        yield
    finally:
        _of_its_day.reset(token)


def require_own(subject: Subject | None, by: Post) -> None:
    """The subject has to be one the post may see: a neighbour's subject is nobody's here; nor is one taken that was
    merged into another entry.
    """
    if subject is not None and subject.merged_into is not None:
        into = f"“{subject.merged_into}”（{subject.merged_into.number}）"
        raise RuleViolation(f"“{subject}”已并入{into}，请选择后者。", field="subject")
    if subject is not None and not Subject.objects.visible_to(by).filter(pk=subject.pk).exists():
        raise RuleViolation("请选择辖区内的监管对象。", field="subject")


def regions_of(subjects: Iterable[Subject]) -> dict[str, Region]:
    """The places of many subjects with their townships, in one query."""
    codes = {subject.region_id for subject in subjects}
    return Region.objects.select_related("township").in_bulk(codes)
