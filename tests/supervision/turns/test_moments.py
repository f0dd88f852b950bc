"""When a turn is brought to mind and how far it climbs: tables, no rows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import clock
from supervision.ground.turns import LONG, RENEWAL, rules

START = dt.date(2021, 11, 3)
WEEK = dt.timedelta(days=7)


def day(text):
    return dt.date.fromisoformat(text)


def nine(when):
    return clock.opening_of(when)


@pytest.mark.parametrize(
    ("due", "ahead", "days"),
    [
        ("2021-12-03", None, ["11-26", "11-30", "12-02", "12-03"]),  # thirty days
        ("2021-11-18", None, ["11-11", "11-15", "11-17", "11-18"]),  # fifteen
        ("2021-11-11", None, ["11-04", "11-08", "11-10", "11-11"]),  # eight: still a long one
        ("2021-11-10", None, ["11-06", "11-10"]),  # seven: half and end
        ("2021-11-05", None, ["11-04", "11-05"]),
        ("2021-11-04", LONG, ["11-04"]),  # nothing on or before the day it was ordered
    ],
)
def test_by_the_length_of_the_term(due, ahead, days):
    found = rules.moments(START, day(due), ahead)
    assert [f"{moment.at:%m-%d}" for moment in found] == days
    assert len({moment.step for moment in found}) == len(found)


def test_a_renewal_is_brought_to_mind_half_a_year_before_the_last_day_to_apply():
    found = rules.moments(None, day("2021-12-31"), RENEWAL)
    assert [str(moment.at) for moment in found] == ["2021-07-04", "2021-09-02", "2021-10-02", "2021-12-01"]


def test_hours_are_short():
    start = nine(START)
    found = rules.moments(start, start + dt.timedelta(hours=24))
    assert [moment.at - start for moment in found] == [dt.timedelta(hours=12), dt.timedelta(hours=24)]


def test_a_term_set_anew_is_brought_to_mind_anew():
    steps = [{moment.step for moment in rules.moments(START, due)} for due in (day("2021-11-18"), day("2021-11-25"))]
    assert steps[0] & steps[1] == set()


@pytest.mark.parametrize(
    ("on", "said"),
    [("2021-11-10", None), ("2021-11-11", "7"), ("2021-11-14", "7"), ("2021-11-16", "3"), ("2021-12-20", "0")],
)
def test_only_the_newest_goes_out(on, said):
    found = rules.newest(rules.moments(START, day("2021-11-18")), nine(day(on)))
    assert (found and found.step.split()[0]) == said


@pytest.mark.parametrize(
    ("on", "late"),
    [("2021-11-17", 0), ("2021-11-18", 0), ("2021-11-19", 1), ("2021-11-25", 1), ("2021-11-26", 2), ("2022-05-01", 2)],
)
def test_the_last_day_is_in_time_and_each_week_climbs(on, late):
    assert rules.late_by(day("2021-11-18"), nine(day(on)), WEEK, 2) == late


def test_without_a_term_nothing_is_late():
    assert rules.late_by(None, nine(START), WEEK, 2) == 0


@pytest.mark.parametrize(
    ("staffed", "late", "rung"),
    [
        ((True, True, True), 0, 0),
        ((True, True, True), 1, 1),
        ((True, True, True), 9, 2),
        ((False, True, True), 0, 1),  # nobody there: climbs at once
        ((False, True, True), 1, 2),  # and after the term one above who carried it
        ((True, False, True), 1, 2),
        ((False, False), 0, 1),
        ((True,), 5, 0),  # one rung only: nobody above is told
        ((False,), 0, 0),
    ],
)
def test_the_ladder(staffed, late, rung):
    assert rules.reached(staffed, late) == rung


@given(st.lists(st.booleans(), min_size=1, max_size=5), st.integers(0, 6))
def test_a_staffed_rung_has_it_when_every_staffed_one_below_is_late(staffed, late):
    """What `asking` asks of the database in one condition."""
    reached = rules.reached(staffed, late)
    assert all((late >= sum(staffed[:rung])) == (reached >= rung) for rung in range(len(staffed)))
    assert rules.reached(staffed, late + 1) >= reached
