"""The form is read by the day of issue: 2021 is the trial, not 2026."""

import datetime as dt

import pytest

from certificates import rules
from certificates.models import Edition
from certificates.reference import EDITIONS
from supervision.ground.errors import RuleViolation

ALL = [Edition(**row) for row in EDITIONS]


@pytest.mark.parametrize(
    ("day", "code", "name", "bases"),
    [
        ("2019-12-01", "2019-12", "食用农产品合格证", 0),
        ("2021-10-31", "2019-12", "食用农产品合格证", 0),
        ("2021-11-01", "2021-11", "承诺达标合格证", 4),
        ("2022-12-31", "2021-11", "承诺达标合格证", 4),
        ("2023-01-01", "2023-01", "承诺达标合格证", 3),
        ("2026-01-31", "2023-01", "承诺达标合格证", 3),
        ("2026-02-01", "2026-02", "承诺达标合格证", 3),
    ],
)
def test_edition_of_a_day(day, code, name, bases):
    edition = rules.version_on(ALL, dt.date.fromisoformat(day))
    assert (edition.code, edition.name, len(edition.bases)) == (code, name, bases)


def test_nothing_before_the_trial():
    with pytest.raises(RuleViolation):
        rules.version_on(ALL, dt.date(2019, 11, 30))


@pytest.mark.parametrize(
    ("code", "kind", "obliged", "allowed"),
    [
        ("2019-12", "family_farm", True, True),
        ("2019-12", "smallholder", False, True),
        ("2019-12", "collector", False, False),
        ("2021-11", "family_farm", True, True),
        ("2023-01", "family_farm", False, True),
        ("2023-01", "collector", True, True),
        ("2026-02", "cooperative", True, True),
        ("2026-02", "smallholder", False, True),
        ("2026-02", "market", False, False),
    ],
)
def test_who_is_obliged(code, kind, obliged, allowed):
    edition = next(e for e in ALL if e.code == code)
    assert (kind in edition.obliged) is obliged
    assert rules.may_issue(edition, kind) is allowed


@pytest.mark.parametrize(
    ("code", "tea"), [("2019-12", False), ("2021-11", False), ("2023-01", False), ("2026-02", True)]
)
def test_tea_leaves_come_with_the_last_edition(code, tea):
    edition = next(e for e in ALL if e.code == code)
    assert rules.covers(edition, "茶鲜叶") is tea
    assert not rules.covers(edition, "茶叶")
    assert rules.covers(edition, "蔬菜") and not rules.covers(edition, "粮油")


def test_no_edition_was_read_in_full():
    assert not [e.code for e in ALL if e.verified]


def test_collectors_promise_something_else():
    last = ALL[-1]
    assert "收取并保存" in rules.promise(last, "collector")
    assert "禁用农药" in rules.promise(last, "cooperative")
