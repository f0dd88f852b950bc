"""Numbers are rounded as on paper: half up, at every place, by one function."""

import datetime as dt
from decimal import Decimal

import pytest

from supervision.ground.measures import Period, Ratio, half_up


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("0.125", 2, "0.13"), ("0.875", 2, "0.88"), ("2.5", 0, "3"), ("0.1249", 2, "0.12"), ("-0.125", 2, "-0.13"),
     ("1.005", 2, "1.01")],
)  # fmt: skip
def test_half_is_rounded_up(value, places, shown):
    assert str(half_up(Decimal(value), places)) == shown


def test_a_percentage_is_rounded_the_same_way():
    assert str(Ratio(1, 800).percent) == "0.13"  # 0.125 %
    assert str(Ratio(979989, 1000000).percent) == "98.00"
    assert Ratio(0, 0).percent is None


def test_a_period_is_cut_at_the_day_that_has_come():
    year = Period.of_year(2021)
    assert year.until(dt.date(2021, 6, 30)) == Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30))
    assert year.until(dt.date(2022, 1, 5)) == year
