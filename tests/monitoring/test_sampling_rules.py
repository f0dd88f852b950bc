"""A sampling form says what the rules of its kind of task ask for."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from monitoring.rules.sampling import Form, faults, sampled_above
from monitoring.vocabulary import Kind, Level, Method, Rapid, RecordCheck, Taking

TODAY = dt.date(2021, 12, 20)
ROUTINE = Form(
    Kind.ROUTINE, Method.QUANTITATIVE, Taking.TAKEN, TODAY, RecordCheck.COMPLETE, analytes=3, laboratory=True
)
SUPERVISION = replace(
    ROUTINE,
    kind=Kind.SUPERVISION,
    samplers=(("甲", "赣001"), ("乙", "赣002")),
    seal="F001",
    price=Decimal("12.50"),
)
RAPID = replace(ROUTINE, method=Method.RAPID, rapid=Rapid.NEGATIVE, rapid_item="有机磷", analytes=0, laboratory=False)
REFUSED = replace(SUPERVISION, taking=Taking.REFUSED, refusal="告知后果后仍拒绝", witness="村干部", analytes=0, seal="")


def fields(form):
    return [field for field, _ in faults(form, today=TODAY)]


@pytest.mark.parametrize("form", [ROUTINE, SUPERVISION, RAPID, REFUSED])
def test_complete_forms(form):
    assert fields(form) == []


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(ROUTINE, record_check=""), "record_check"),
        (replace(ROUTINE, record_check=RecordCheck.IRREGULAR), "record_remark"),
        (replace(ROUTINE, record_check=RecordCheck.NOT_APPLICABLE), "record_remark"),
        (replace(ROUTINE, sampled_on=TODAY + dt.timedelta(1)), "sampled_on"),
        (replace(ROUTINE, analytes=0), "analytes"),
        (replace(ROUTINE, laboratory=False), "laboratory"),
        (replace(ROUTINE, price=Decimal(-1)), "price"),
        (replace(ROUTINE, base=Decimal(3), amount=Decimal(4)), "amount"),
        (replace(SUPERVISION, samplers=(("甲", "赣001"), ("", ""))), "sampler_2"),
        (replace(SUPERVISION, samplers=(("甲", "赣001"), ("乙", ""))), "sampler_2"),
        (replace(SUPERVISION, samplers=(("甲", "赣001"), ("甲", "赣001"))), "sampler_2"),
        (replace(SUPERVISION, seal=" "), "seal"),
        (replace(SUPERVISION, price=None), "price"),
        (replace(RAPID, rapid=""), "rapid"),
        (replace(RAPID, rapid_item=""), "rapid_item"),
        (replace(ROUTINE, rapid=Rapid.POSITIVE), "rapid"),
        (replace(REFUSED, witness=""), "witness"),
        (replace(REFUSED, refusal=""), "refusal_why"),
        (replace(REFUSED, samplers=(("甲", "赣001"), ("乙", ""))), "sampler_2"),
        (replace(REFUSED, samplers=()), "sampler_2"),
        (replace(REFUSED, kind=Kind.SELF), "taking"),
    ],
)
def test_what_is_missing_is_named_at_its_field(form, field):
    assert fields(form) == [field]


def test_a_refusal_of_risk_monitoring_needs_no_law_officers():
    assert fields(replace(REFUSED, kind=Kind.ROUTINE, samplers=())) == []


def test_nothing_to_sample_still_checks_the_records():
    none = replace(ROUTINE, taking=Taking.NONE, analytes=0, laboratory=False)
    assert fields(none) == []
    assert fields(replace(none, record_check="")) == ["record_check"]


@pytest.mark.parametrize(
    ("kind", "level", "earlier_kind", "earlier_level", "barred"),
    [
        (Kind.SUPERVISION, Level.COUNTY, Kind.SUPERVISION, Level.CITY, True),
        (Kind.SUPERVISION, Level.COUNTY, Kind.SUPERVISION, Level.MINISTRY, True),
        (Kind.SUPERVISION, Level.CITY, Kind.SUPERVISION, Level.COUNTY, False),
        (Kind.SUPERVISION, Level.COUNTY, Kind.SUPERVISION, Level.COUNTY, False),
        (Kind.ROUTINE, Level.COUNTY, Kind.SUPERVISION, Level.CITY, False),
        (Kind.SUPERVISION, Level.COUNTY, Kind.ROUTINE, Level.CITY, False),
    ],
)
def test_a_lower_level_does_not_repeat_a_higher_ones_supervision(kind, level, earlier_kind, earlier_level, barred):
    found = sampled_above(kind=kind, level=level, earlier_kind=earlier_kind, earlier_level=earlier_level)
    assert found is barred
