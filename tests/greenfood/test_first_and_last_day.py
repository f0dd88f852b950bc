"""The first and the last day of a period belong to it."""

import datetime as dt

import pytest

from greenfood import figures, rules
from greenfood.rules import Held
from supervision.ground.measures import Period
from tests.greenfood.make import certification

D = dt.date


def test_what_ends_on_the_last_day_is_not_lost():
    held = [Held(1, "a", D(2019, 1, 1), D(2021, 12, 31))]
    found = rules.growth({"a"}, held, first=D(2021, 1, 1), last=D(2021, 12, 31))
    assert found.lost == []


@pytest.mark.django_db
def test_what_begins_on_the_first_day_is_new(cast):
    new = certification(valid_from=D(2021, 1, 1))
    assert figures.net_growth(Period.of_year(2021))["361104"].counted == [new.pk]
