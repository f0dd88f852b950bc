"""The city's total holds the city's own products too, and none that may not be called certified yet."""

import datetime as dt

import pytest

from greenfood import figures
from supervision.ground.measures import Period
from tests.greenfood.make import certification

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)


def value():
    (found,) = {measure.value for measure in figures.city_total(YEAR).values()}
    return found


def test_one_held_for_the_whole_city_counts(cast):
    certification(kind="agi", at="361100", product_name="上饶白眉", holder_name="市茶叶协会")
    assert value() == 1


def test_conversion_is_not_counted(cast):
    certification(kind="conversion", valid_from=dt.date(2021, 3, 1), valid_to=dt.date(2022, 2, 28))
    assert value() == 0
