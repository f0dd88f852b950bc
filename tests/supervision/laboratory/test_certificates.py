"""Dual certification on a day, renewals, and the indicator over all counties."""

import datetime as dt

import pytest
from django.urls import reverse

from supervision.grid.figures.indicators import DUAL_LAB
from supervision.grid.services.laboratory import register_certificate, register_certificates, register_laboratories
from supervision.ground import records
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.people import Organisation, system_post
from supervision.ground.records import State
from supervision.models import Laboratory, LaboratoryCertificate

CMA = {"kind": "cma", "certificate": "210001", "first_day": dt.date(2018, 1, 1), "last_day": dt.date(2023, 12, 31)}
CATL = {"kind": "catl", "certificate": "赣001", "first_day": dt.date(2019, 1, 1), "last_day": dt.date(2021, 12, 30)}


def lab(*certificates, **fields):
    home = Organisation.objects.get(region="361104", kind="laboratory")
    given = {"organisation": home, "level": "county", "entered_on": dt.date(2019, 1, 1)}
    [made] = register_laboratories([given | fields], by=system_post(), state=State.ACCEPTED)
    register_certificates([{"laboratory": made} | row for row in certificates], by=system_post(), state=State.ACCEPTED)
    return made


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
    made = lab(CMA, CATL)
    assert made.dual_certified_on(day) is dual
    assert Laboratory.objects.dual_certified_on(day).exists() is dual


def test_one_certificate_is_not_two(cast):
    made = lab(CMA)
    assert not made.dual_certified_on(dt.date(2021, 1, 1))
    assert not Laboratory.objects.dual_certified_on(dt.date(2021, 1, 1)).exists()


def test_a_renewal_leaves_the_years_before_as_they_were(cast):
    made = lab(CMA, CATL | {"last_day": dt.date(2021, 10, 31)})
    renewed = {"first_day": dt.date(2021, 12, 1), "last_day": dt.date(2027, 11, 30)}
    register_certificate(by=cast.guangxin.post, submit=True, laboratory=made, **CATL | renewed)
    days = (dt.date(2021, 10, 31), dt.date(2021, 11, 15), dt.date(2021, 12, 1))
    assert [made.dual_certified_on(day) for day in days] == [True, False, True]
    for day, share in zip(days, (1, 0, 1), strict=True):
        assert DUAL_LAB.compute(Period(dt.date(2021, 1, 1), day), {})["361104"].value == share


def test_a_draft_or_void_certificate_certifies_nothing(cast):
    made = lab(CMA)
    draft = register_certificate(by=cast.guangxin.post, laboratory=made, **CATL)
    assert not made.dual_certified_on(dt.date(2021, 1, 1))
    records.submit(draft, by=cast.guangxin.post)
    assert Laboratory.objects.get().dual_certified_on(dt.date(2021, 1, 1))
    records.void(draft, by=cast.guangxin.post, why="登记错误")
    assert not Laboratory.objects.get().dual_certified_on(dt.date(2021, 1, 1))
    assert not Laboratory.objects.dual_certified_on(dt.date(2021, 1, 1)).exists()


def test_the_county_without_a_laboratory_has_not_passed(cast, django_assert_num_queries):
    made = lab(CMA, CATL)
    with django_assert_num_queries(2):
        found = DUAL_LAB.compute(Period(dt.date(2021, 1, 1), dt.date(2021, 12, 30)), {})
    assert (found["361104"].value, found["361104"].counted) == (1, [made.pk])
    assert (found["361102"].value, len(found)) == (0, 12)
    lapsed = DUAL_LAB.compute(Period.of_year(2021), {})["361104"]
    assert lapsed.left_out == [(made.pk, "CATL未取得或不在有效期")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_day": dt.date(2017, 1, 1)}, "last_day"),
        ({"first_day": dt.date(2022, 1, 1)}, "first_day"),
        ({"certificate": ""}, "certificate"),
        ({"laboratory": None}, "laboratory"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(cast, changes, field):
    made = lab()
    with pytest.raises(RuleViolation) as refused:
        register_certificate(by=cast.guangxin.post, submit=True, **{"laboratory": made} | CMA | changes)
    assert refused.value.field == field


def test_the_same_certificate_once(cast):
    made = lab(CMA)
    with pytest.raises(RuleViolation, match="已登记"):
        register_certificate(by=cast.guangxin.post, laboratory=made, **CMA)


def test_the_pages(cast):
    made = lab(CMA, CATL, parameters=["毒死蜱", "克百威"])
    page = cast.guangxin.get(f"/supervision/laboratories/{made.pk}/").content.decode()
    assert "毒死蜱、克百威" in page and "均有效" in page and "210001" in page and "赣001" in page
    assert f"{reverse('supervision:labcertificates-new')}?laboratory={made.pk}" in page
    assert cast.xinzhou.get(f"/supervision/laboratories/{made.pk}/").status_code == 404
    assert made.number in cast.guangxin.get("/supervision/laboratories/?dual=1").content.decode()
    assert cast.guangxin.get("/supervision/laboratories/new/").status_code == 200


def test_a_county_officer_enters_a_certificate(cast):
    made = lab()
    address = reverse("supervision:labcertificates-new")
    form = cast.guangxin.get(address, {"laboratory": made.pk}).context["form"]
    assert str(form["laboratory"].value()) == str(made.pk)
    data = {"laboratory": made.pk, "submit": "1", **{name: str(value) for name, value in CMA.items()}}
    assert cast.xinzhou.post_to(address, data).status_code == 422
    assert cast.guangxin.post_to(address, data).status_code == 302
    row = LaboratoryCertificate.objects.get()
    assert (row.state, row.county_id, row.laboratory) == (State.SUBMITTED, "361104", made)
    page = cast.guangxin.get(reverse("supervision:labcertificates"), {"force": "1"})
    assert [line["certificate"] for line in page.context["rows"]] == ["210001"]
