"""Dual certification on a day, and the indicator over all counties."""

import datetime as dt

import pytest

from supervision.errors import RuleViolation
from supervision.figures.indicators import DUAL_LAB
from supervision.measures import Period
from supervision.models import Laboratory
from supervision.people import Organisation, system_post
from supervision.services.laboratory import register_laboratories, register_laboratory

CMA = {"cma_number": "210001", "cma_from": dt.date(2018, 1, 1), "cma_until": dt.date(2023, 12, 31)}
CATL = {"catl_number": "赣001", "catl_from": dt.date(2019, 1, 1), "catl_until": dt.date(2021, 12, 30)}


def lab(cast, **fields):
    home = Organisation.objects.get(region="361104", kind="laboratory")
    given = {"organisation": home, "level": "county", "entered_on": dt.date(2019, 1, 1)} | CMA | CATL
    return register_laboratories([given | fields], by=system_post())[0]


@pytest.mark.parametrize(
    ("day", "dual"),
    [
        (dt.date(2018, 12, 31), False),
        (dt.date(2019, 1, 1), True),
        (dt.date(2021, 12, 30), True),
        (dt.date(2021, 12, 31), False),
    ],
)
def test_both_in_force_last_day_included(cast, day, dual):
    made = lab(cast)
    assert made.dual_certified_on(day) is dual
    assert Laboratory.objects.dual_certified_on(day).exists() is dual


def test_one_certificate_is_not_two(cast):
    made = lab(cast, catl_number="", catl_from=None, catl_until=None)
    assert not made.dual_certified_on(dt.date(2021, 1, 1))


def test_the_county_without_a_laboratory_has_not_passed(cast, django_assert_num_queries):
    made = lab(cast)
    with django_assert_num_queries(2):
        found = DUAL_LAB.compute(Period(dt.date(2021, 1, 1), dt.date(2021, 12, 30)), {})
    assert (found["361104"].value, found["361104"].counted) == (1, [made.pk])
    assert (found["361102"].value, len(found)) == (0, 12)
    lapsed = DUAL_LAB.compute(Period.of_year(2021), {})["361104"]
    assert lapsed.left_out == [(made.pk, "CATL未取得或不在有效期")]


def test_half_a_certificate_is_refused_at_its_field(cast):
    home = Organisation.objects.get(region="361104", kind="laboratory")
    with pytest.raises(RuleViolation) as refused:
        register_laboratory(by=cast.guangxin.post, organisation=home, level="county", cma_number="210001")
    assert refused.value.field == "cma_number"


def test_the_pages(cast):
    made = lab(cast, parameters=["毒死蜱", "克百威"])
    page = cast.guangxin.get(f"/supervision/laboratories/{made.pk}/").content.decode()
    assert "毒死蜱、克百威" in page and "均有效" in page
    assert cast.xinzhou.get(f"/supervision/laboratories/{made.pk}/").status_code == 404
    assert made.number in cast.guangxin.get("/supervision/laboratories/?dual=1").content.decode()
    assert cast.guangxin.get("/supervision/laboratories/new/").status_code == 200
