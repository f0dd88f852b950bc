"""When a turn is brought to mind and how far it has climbed. Values in, values out.

A long term is brought to mind 7, 3 and 1 days before its last day and on that day; a short one at half and at its
end; a renewal 180, 120, 90 and 30 days before the last day to apply, given by its duty. After the term the turn climbs
one rung, and one more each `again`; a rung on which nobody is in force is passed at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

When = dt.date | dt.datetime

LONG, RENEWAL = (7, 3, 1, 0), (180, 120, 90, 30)
SHORT = dt.timedelta(days=7)  # the longest of the short terms
WEEK = dt.timedelta(days=7)
HALF, END, VACANT, LATE = "half", "end", "vacant", "late"


@dataclass(frozen=True)
class Moment:
    """When a step is said. Its name carries the term's end: a term that was set anew is brought to mind anew."""

    step: str
    at: When


def moments(start: When | None, due: When, ahead: Sequence[int] | None = None) -> list[Moment]:
    """The reminders of one term, earliest first; none on or before the day on which it starts."""
    begun: Any = start  # of one kind: both are days, or both moments
    ends: Any = due
    if ahead is None and start is not None and ends - begun <= SHORT:
        half = begun + (ends - begun) / 2
        return [Moment(f"{HALF} {_said(due)}", half), Moment(f"{END} {_said(due)}", due)]
    days = sorted(LONG if ahead is None else ahead, reverse=True)
    found = [Moment(f"{count} {_said(due)}", due - dt.timedelta(days=count)) for count in days]
    return [moment for moment in found if start is None or moment.at > start]


def newest(found: Iterable[Moment], now: dt.datetime) -> Moment | None:
    """The last one whose time has come: after an outage the older ones are not said any more."""
    return max((one for one in found if not like(one.at, now) < one.at), key=lambda one: one.at, default=None)


def late_by(due: When | None, now: dt.datetime, again: dt.timedelta, top: int) -> int:
    """The rungs earned by lateness, `top` at most: none on the last day, one after it, one more each `again`."""
    return 0 if due is None else sum(due < limit for limit in limits(like(due, now), again, top))


def limits(now: When, again: dt.timedelta, top: int) -> list[When]:
    """A term that ended before the first of these has climbed one rung, before the second two, …"""
    return [now - again * count for count in range(top)]


def late_step(due: When, rung: int) -> str:
    return f"{LATE}{rung} {_said(due)}"


def reached(staffed: Sequence[bool], late: int) -> int:
    """The rung a turn has come to. Each staffed rung below costs one of `late`, a vacant one costs nothing; the top
    keeps it, whoever is there.
    """
    rung, top = 0, len(staffed) - 1
    while rung < top and (late > 0 or not staffed[rung]):
        late -= staffed[rung]
        rung += 1
    return rung


def like(when: When, now: dt.datetime) -> When:
    """`now` as what it is compared with: a moment, or the day it lies in."""
    return now if isinstance(when, dt.datetime) else timezone.localtime(now).date()


def _said(due: When) -> str:
    return f"{timezone.localtime(due):%Y-%m-%dT%H:%M}" if isinstance(due, dt.datetime) else f"{due:%Y-%m-%d}"
