"""Suggested levels and the order of reports, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emergency.models import LevelThreshold
from emergency.reference import THRESHOLDS
from emergency.rules import Harm, is_lead, is_major, may_move, next_report, suggest

TABLE = [LevelThreshold(level=level, words=words, **numbers).threshold for level, words, numbers in THRESHOLDS]


@pytest.mark.parametrize(
    ("harm", "level"),
    [
        ({}, None),
        ({"affected": 29}, None),
        ({"affected": 30}, "4"),
        ({"townships": 2}, "4"),
        ({"affected": 100}, "3"),
        ({"deaths": 1}, "3"),
        ({"counties": 2, "affected": 5}, "3"),
        ({"affected": 100, "deaths": 1}, "2"),
        ({"deaths": 10}, "2"),
        ({"cities": 2}, "2"),
    ],
)
def test_the_highest_level_reached_is_suggested(harm, level):
    found = suggest(TABLE, Harm(**harm))
    assert (found.level if found else None) == level


@given(st.integers(0, 200), st.integers(0, 20), st.integers(1, 50))
def test_more_harm_never_lowers_the_suggestion(affected, deaths, more):
    before = suggest(TABLE, Harm(affected=affected, deaths=deaths))
    after = suggest(TABLE, Harm(affected=affected + more, deaths=deaths))
    assert before is None or after.level <= before.level


@pytest.mark.parametrize(
    ("given_", "kind", "allowed"),
    [
        ([], "first", True),
        ([], "follow", False),
        (["first"], "first", False),
        (["first"], "follow", True),
        (["first"], "final", True),
        (["first", "follow", "final"], "follow", False),
        (["first", "final"], "final", False),
    ],
)
def test_the_order_of_reports(given_, kind, allowed):
    assert (next_report(given_, kind) == "") is allowed


@pytest.mark.parametrize(
    ("level", "agricultural", "major"),
    [("1", True, True), ("2", True, True), ("2", False, False), ("3", True, False), ("4", True, False)],
)
def test_major_is_level_two_and_agricultural_responsibility(level, agricultural, major):
    assert is_major(level, agricultural) is major


def test_only_serious_facts_become_leads():
    assert is_lead("monitoring.failed", 1)
    assert not is_lead("monitoring.failed", 0)
    assert is_lead("case.transferred", 0)
    assert not is_lead("patrol.done", 2)


def test_an_ended_incident_stays_ended():
    assert may_move("lead", "verifying")
    assert not may_move("ended", "responding")
