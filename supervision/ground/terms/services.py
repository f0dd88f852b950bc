from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from supervision.ground.errors import RuleViolation

from .models import Holiday, Term
from .rules import Calendar, Due, date_of, end_of
from .vocabulary import Unit


def calendar() -> Calendar:
    """The whole holiday table: some forty rows a year, read once per question."""
    exceptions = dict(Holiday.objects.values_list("date", "is_workday"))
    return Calendar(exceptions, frozenset(day.year for day in exceptions))


def in_force(code: str, day: dt.date) -> Term:
    """The version of a term that counts for a period starting on `day`."""
    return _pick(list(Term.objects.filter(code=code)), code, day)


def due(start: dt.date | dt.datetime, code: str) -> Due:
    """When the period `code` that starts at `start` ends, by the version in force on the start date."""
    return due_many([start], code)[0]


def latest(start: dt.date | dt.datetime, code: str) -> Due:
    """The end by the longest reading: an unverified term of so many days may mean workdays.

    Nobody loses a right by a reading that was not checked against the law's own words.
    """
    term = in_force(code, date_of(start))
    unit = Unit.WORKDAY if term.unit == Unit.DAY and not term.verified else term.unit
    return end_of(start, term.length, unit, calendar(), term=term)


def due_many(starts: Iterable[dt.date | dt.datetime], code: str) -> list[Due]:
    """The same for many starts, with the tables read once."""
    versions = list(Term.objects.filter(code=code))
    known = calendar() if any(term.unit == Unit.WORKDAY for term in versions) else Calendar({}, frozenset())
    return [_end(start, _pick(versions, code, date_of(start)), known) for start in starts]


def _end(start: dt.date | dt.datetime, term: Term, known: Calendar) -> Due:
    try:
        return end_of(start, -term.length if term.backwards else term.length, term.unit, known, term=term)
    except (OverflowError, ValueError) as beyond:  # the calendar ends with the year 9999
        raise RuleViolation(f"日期 {date_of(start)} 超出可以计算时限的范围，请核对。") from beyond


def _pick(versions: list[Term], code: str, day: dt.date) -> Term:
    fitting = [t for t in versions if t.valid_from <= day and (t.valid_to is None or day <= t.valid_to)]
    if not fitting:
        raise RuleViolation(f"时限表中没有 {day:%Y-%m-%d} 有效的时限“{code}”，请系统管理员补录。")
    return max(fitting, key=lambda term: term.valid_from)
