"""The only reader of the system clock for business dates.

A demonstration site stands still on ``DEMO_TODAY``; audit times, sessions and tokens stay real.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[dt.datetime | None] = ContextVar("business_moment", default=None)


def now() -> dt.datetime:
    """The business moment, aware, in the current time zone."""
    fixed = _moment.get()
    if fixed is not None:
        return fixed
    real = timezone.localtime()
    demo = getattr(settings, "DEMO_TODAY", None)
    if demo is None:
        return real
    return timezone.make_aware(dt.datetime.combine(demo, real.time().replace(tzinfo=None)))


def today() -> dt.date:
    """The business date in Asia/Shanghai."""
    fixed, demo = _moment.get(), getattr(settings, "DEMO_TODAY", None)
    return demo if fixed is None and demo is not None else now().date()


def day_of(moment: dt.datetime) -> dt.date:
    """The date in Asia/Shanghai of a stored moment."""
    return timezone.localtime(moment).date()


def year() -> int:
    return today().year


@contextmanager
def at(when: dt.date | dt.datetime) -> Iterator[None]:
    """Let the business clock stand at `when` (a date means nine in the morning): for seeding and tests."""
    if not isinstance(when, dt.datetime):
        when = timezone.make_aware(dt.datetime.combine(when, dt.time(9)))
    token = _moment.set(when)
    try:
        yield
    finally:
        _moment.reset(token)


def opening_of(day: dt.date) -> dt.datetime:
    """The moment nine in the morning of a business date: when a record of that day was made, in seeds."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
