"""How periods are counted. Values in, values out.

The day on which a period starts is not counted (行政处罚法、民事诉讼法的通例): five workdays from a Monday end on
the next Monday. Hours run from the moment itself and do not stop for holidays. A month ends on the same day of
the later month, or on its last day where it has none.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from .vocabulary import Unit

DAY = dt.timedelta(days=1)
UNANNOUNCED = "节假日未公布，暂定"


@dataclass(frozen=True)
class Calendar:
    """The days that differ from the plain week (True: worked), and the years for which they are known."""

    exceptions: Mapping[dt.date, bool]
    years: frozenset[int]

    def is_workday(self, day: dt.date) -> bool:
        return self.exceptions.get(day, day.weekday() < 5)

    def knows(self, first: dt.date, last: dt.date) -> bool:
        return all(year in self.years for year in range(first.year, last.year + 1))

    def step(self, start: dt.date, count: int) -> dt.date:
        """The day `count` workdays after `start`; a negative count goes back."""
        direction, day, left = (DAY if count >= 0 else -DAY), start, abs(count)
        while left:
            day += direction
            left -= self.is_workday(day)
        return day


@dataclass(frozen=True)
class Due:
    """When a period ends: a date (its whole day still counts) or, for hours, a moment.

    `provisional` while the holidays of a year it crosses have not been announced.
    """

    at: dt.date | dt.datetime
    provisional: bool
    term: Any = None

    @property
    def on(self) -> dt.date:
        return date_of(self.at)

    @property
    def note(self) -> str:
        """Stands behind the date wherever it is printed."""
        return f"（{UNANNOUNCED}）" if self.provisional else ""

    def passed(self, now: dt.datetime) -> bool:
        return self.at < now if isinstance(self.at, dt.datetime) else self.at < date_of(now)


def date_of(when: dt.date | dt.datetime) -> dt.date:
    return timezone.localtime(when).date() if isinstance(when, dt.datetime) else when


def add_months(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def end_of(start: dt.date | dt.datetime, length: int, unit: str, known: Calendar, *, term: Any = None) -> Due:
    """The end of a period of `length` units from `start`; a negative length looks back from `start`."""
    if unit == Unit.HOUR:
        if not isinstance(start, dt.datetime):
            raise TypeError("按小时计的时限须从时刻起算，不能从日期起算。")
        return Due(start + dt.timedelta(hours=length), False, term)
    day = date_of(start)
    if unit == Unit.WORKDAY:
        last = known.step(day, length)
        return Due(last, not known.knows(min(day, last), max(day, last)), term)
    return Due(day + DAY * length if unit == Unit.DAY else add_months(day, length), False, term)
