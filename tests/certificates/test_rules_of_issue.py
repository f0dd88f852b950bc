import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import rules
from certificates.models import Edition
from certificates.reference import EDITIONS
from supervision.ground.errors import RuleViolation

TRIAL, FOUR, THREE, LAST = (Edition(**row) for row in EDITIONS)
FINE = {
    "kind": "cooperative",
    "category": "蔬菜",
    "quantity": Decimal(1),
    "issued_on": dt.date(2021, 6, 1),
    "today": dt.date(2021, 12, 20),
}


@pytest.mark.parametrize(
    ("edition", "changes", "field"),
    [
        (TRIAL, {"issued_on": dt.date(2021, 12, 21)}, "issued_on"),
        (TRIAL, {"kind": "market"}, "subject"),
        (TRIAL, {"kind": "collector"}, "subject"),
        (TRIAL, {"category": "粮油"}, "product"),
        (TRIAL, {"category": "茶叶"}, "product"),
        (TRIAL, {"quantity": Decimal(0)}, "quantity"),
        (TRIAL, {"bases": ["self_tested"]}, "bases"),
        (FOUR, {"bases": []}, "bases"),
        (THREE, {"bases": ["promised"]}, "bases"),
    ],
)
def test_refused_at_its_field(edition, changes, field):
    with pytest.raises(RuleViolation) as refused:
        rules.check_issue(edition, **{"bases": [], **FINE, **changes})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("edition", "bases"),
    [(TRIAL, []), (FOUR, ["promised"]), (THREE, ["self_tested", "controlled"]), (LAST, ["controlled"])],
)
def test_taken(edition, bases):
    rules.check_issue(edition, bases=bases, **FINE)


def test_bases_are_printed_in_the_order_of_the_form():
    assert rules.basis_labels(THREE, ["commissioned", "controlled"]) == ["质量安全控制符合要求", "委托检测合格"]


@given(st.from_regex(r"1[0-9]{10}", fullmatch=True))
def test_a_farmers_phone_is_never_whole(phone):
    assert phone not in rules.shown_phone(phone, natural=True)
    assert rules.shown_phone(phone, natural=True).endswith(phone[-4:])
    assert rules.shown_phone(phone, natural=False) == phone


@pytest.mark.parametrize(
    ("kind", "code", "natural"),
    [
        ("smallholder", "", True),
        ("family_farm", "", True),
        ("collector", "", True),
        ("enterprise", "91361100MA35X00000", False),
    ],
)
def test_who_is_a_natural_person(kind, code, natural):
    assert rules.is_natural_person(kind, code) is natural
