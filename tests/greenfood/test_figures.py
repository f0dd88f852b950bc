import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenfood import figures, offers, services
from supervision.ground.measures import Period
from supervision.ground.regions import county_codes
from tests import make
from tests.greenfood.make import certification

pytestmark = pytest.mark.django_db
YEAR, D = Period.of_year(2021), dt.date
GUANGXIN = "361104"


def test_net_growth_against_the_countys_share(cast):
    certification()
    lapsed = certification(kind="organic")
    services.lock_opening_list(2020, by=cast.city.post)
    new = [certification(valid_from=D(2021, month, 1)) for month in (3, 4, 5)]
    late = certification(valid_from=D(2020, 6, 1))
    found = offers.FIGURES[0].compute(YEAR, {})
    mine = found[GUANGXIN]
    assert set(found) == set(county_codes())
    assert (mine.numerator, mine.denominator, mine.value) == (2, 5, Decimal("0.4"))
    assert sorted(mine.counted) == [c.pk for c in new]
    assert dict(mine.left_out) == {lapsed.pk: figures.LOST, late.pk: figures.LATE}
    assert found["361102"].numerator == 0 and found["361102"].denominator == 5


def test_without_a_locked_list_the_day_before_counts(cast):
    certification()
    certification(valid_from=D(2021, 3, 1))
    assert figures.net_growth(YEAR)[GUANGXIN].numerator == 1


def test_the_city_can_set_another_share(cast):
    services.set_target(by=cast.city.post, year=2021, county=make.region(GUANGXIN), net=8, why="产业基础好")
    assert figures.county_targets(2021)[GUANGXIN] == 8
    assert figures.county_targets(2021)["361102"] == 5
    assert figures.county_targets(2022)[GUANGXIN] == 5


def test_city_total_counts_products_and_is_the_same_for_all(cast):
    certification(kind="agi", product_name="董团白莲")
    certification(kind="pgi", product_name="董团白莲", holder_name="区政府")
    certification(at="361102100")
    found = offers.FIGURES[1].compute(YEAR, {})
    assert {m.value for m in found.values()} == {2} and found[GUANGXIN].denominator == 440
    assert len(found[GUANGXIN].counted) == 2


def test_five_products_cost_the_queries_of_one(cast):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            figures.net_growth(YEAR)
        return len(seen)

    certification(valid_from=D(2021, 1, 1))
    one = asked()
    for month in range(2, 6):
        certification(valid_from=D(2021, month, 1))
    assert asked() == one == 6


def test_certified_anew_after_a_lapse_is_new(cast):
    certification(product_name="贡米", valid_from=D(2017, 3, 1))
    certification(product_name="贡米", valid_from=D(2021, 3, 1))
    assert figures.net_growth(YEAR)[GUANGXIN].numerator == 1


def test_the_to_do_comes_before_the_renewal_is_too_late(cast):
    """Green food: asked for three months before the end; the reminder starts ninety days before that."""
    soon = certification(valid_from=D(2019, 5, 1))
    certification(valid_from=D(2020, 12, 1))
    todo = offers.TODOS[0]
    assert list(todo.rows(cast.guangxin.post)) == [soon]
    assert not todo.rows(cast.xinzhou.post).exists()
    services.renew(
        soon, by=cast.guangxin.post, certificate_number="N", valid_from=D(2021, 12, 1), valid_to=D(2024, 11, 30)
    )
    assert not todo.rows(cast.guangxin.post).exists()
