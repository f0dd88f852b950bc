"""A period has a first and a last day, and both belong to it."""

import datetime as dt

import pytest

from supervision.ground.measures import Period
from supervision.patrols.models.patrol import Patrol
from tests.supervision.patrol import maker

FIRST, LAST = dt.date(2021, 3, 1), dt.date(2021, 3, 31)
DAY = dt.timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "inside"), [(FIRST - DAY, 0), (FIRST, 1), (LAST, 1), (LAST + DAY, 0)])
def test_what_was_held_in_a_period(cast, day, inside):
    maker.patrol(held_on=day)
    assert Patrol.objects.held_in(Period(FIRST, LAST)).count() == inside
