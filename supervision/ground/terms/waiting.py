"""待审超期: what was handed in and waits for the level above longer than it may.

A level below must not lose a number because the level above did not look: such rows count as handed in, are marked, and
are the overdue work of who should have taken them over.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.records import REVIEWED, State

from .services import calendar, in_force

REVIEW = "record.review"
DAYS = 5  # workdays, where the terms table of a site does not say (默认·待核对)
LABEL = "待审超期"


def review_days(day: dt.date) -> int:
    """How many workdays the level above has to take a record over."""
    try:
        return in_force(REVIEW, day).length
    except RuleViolation:  # a site of the release before: newer terms wait there to be published
        return DAYS


def late_before(day: dt.date | None = None) -> dt.datetime:
    """Rows handed in before this moment have waited longer than they may, at the start of a day (today)."""
    day = day or clock.today()
    left, known = review_days(day), calendar()
    while left:
        day -= dt.timedelta(days=1)
        left -= known.is_workday(day)
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def overdue(before: dt.datetime) -> Q:
    return Q(state=State.SUBMITTED, submitted_at__lt=before)


def reviewed_or_overdue(before: dt.datetime) -> Q:
    """Taken over by a second person, or left lying by him."""
    return REVIEWED | overdue(before)
