"""The origin lies in one of the issuer's places; a collector's comes from the certificates received."""

import datetime as dt

import pytest

from certificates.models import Edition
from supervision.grid.services.subject import keep_base
from supervision.ground import clock
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.subjects import places
from tests import make
from tests.cast import SHAXI

from .make import certificate, producer_subject

HOME = "江西省上饶市广信区董团乡"


@pytest.mark.parametrize(
    "typed", ["", HOME, "广信区董团乡3号大棚", "董团乡", "上饶市 广信区", "董团乡种植园区", f"{HOME}养殖小区"]
)
def test_its_own_place(cast, typed):
    made = certificate(origin=typed)
    assert made.origin == (typed or made.origin)
    assert "董团乡" in made.origin or "广信区" in made.origin


@pytest.mark.parametrize("typed", ["北京市", "江西省上饶市信州区沙溪镇", "山东省寿光市", "广信区、弋阳县", "大棚"])
def test_any_other_place_is_refused(cast, typed):
    with pytest.raises(RuleViolation, match="请先在监管对象页面登记基地") as wrong:
        certificate(origin=typed)
    assert wrong.value.field == "origin"


def test_a_base_in_another_county_is_one_of_its_places(cast):
    subject = producer_subject()
    kept = {"region": make.region(SHAXI), "name": "沙溪二基地"}
    keep_base(subject, by=cast.township.post, **kept, area=30)
    assert certificate(origin="江西省上饶市信州区沙溪镇沙溪二基地")
    keep_base(subject, by=cast.township.post, **kept, ended_on=dt.date(2021, 12, 1))
    with pytest.raises(RuleViolation):
        certificate(origin="江西省上饶市信州区沙溪镇")
    assert certificate(origin="江西省上饶市信州区沙溪镇", issued_on=dt.date(2021, 11, 30))
    assert subject.bases.count() == 1
    with pytest.raises(Forbidden):
        keep_base(subject, by=cast.producer.post, **kept)


def test_the_neighbour_enters_no_base(cast):
    page = f"/supervision/subjects/{producer_subject().pk}/step/base/"
    assert cast.neighbour_township.get(page).status_code == 404


def test_a_collector_takes_the_origins_of_what_was_received(cast):
    """Since 2026 there is a form for who buys and sells on."""
    with clock.at(dt.date(2026, 6, 1)):
        bases = [Edition.objects.in_force_on(clock.today()).bases[0][0]]
        grown = certificate(bases=bases)
        given = {"subject": make.subject("董团收购部", kind="collector"), "by": cast.township.post, "bases": bases}
        made = certificate(**given, received=grown.number)
        assert (made.origin, made.received) == (grown.origin, grown.number)
        with pytest.raises(RuleViolation, match="没有查到") as wrong:
            certificate(**given, received="HZ-000")
        assert wrong.value.field == "received"
        with pytest.raises(RuleViolation, match="请填写所收合格证的编号"):
            certificate(**given)
        with pytest.raises(RuleViolation, match="没有写到县"):
            certificate(**given, origin="北京市")
        assert certificate(**given, origin="福建省南平市浦城县").received == ""


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("江西省德兴市", True),
        ("德兴市", True),
        ("山东省寿光市", True),
        ("北京市大兴区", True),
        ("玉山县", True),
        ("江西省上饶市", False),
        ("江西省", False),
        ("广西壮族自治区", False),
        ("江西省上饶市种植园区", False),
        ("越南", False),
    ],
)
def test_bought_elsewhere_it_is_said_down_to_the_county(typed, named):
    """Cities of county rank (德兴市) are counties."""
    assert places.names_a_county(typed) is named
