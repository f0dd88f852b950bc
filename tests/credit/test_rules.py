"""Points and grades, as tables."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.rules import Entry, Rule, Scale, applies, rate, rule_for
from credit.vocabulary import Standing
from supervision.ground.subjects.vocabulary import Kind

SCALE = Scale(base=100, floors={"A": 90, "B": 75, "C": 60})
DAY = dt.date(2021, 12, 20)


def entry(points, *, key=1, on=DAY, rule="x", direct="", cap=None, months=None, taken_back=False):
    return Entry(key, on, rule, points, direct, cap, months, taken_back)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(0, "A"), (-10, "A"), (-11, "B"), (-25, "B"), (-26, "C"), (-40, "C"), (-41, "D"), (-300, "D")],
)
def test_bands(points, grade):
    assert rate([entry(points)], SCALE, DAY).grade == grade


def test_a_direct_downgrade_is_not_lifted_by_additions():
    found = rate([entry(-5, direct="D"), entry(50, key=2, rule="y")], SCALE, DAY)
    assert (found.points, found.grade, found.direct) == (100, "D", True)


def test_a_direct_downgrade_is_named_where_the_points_alone_would_do():
    assert rate([entry(-60, direct="D")], SCALE, DAY).direct


def test_a_direct_grade_never_raises():
    assert rate([entry(-50, direct="C")], SCALE, DAY).grade == "D"


def test_points_stay_between_nothing_and_the_highest():
    assert rate([entry(-500)], SCALE, DAY).points == 0
    assert rate([entry(30)], SCALE, DAY).points == 100


def test_a_cap_bounds_what_one_rule_costs():
    found = rate([entry(-8, key=k, cap=20) for k in range(1, 6)], SCALE, DAY)
    assert found.points == 80
    assert found.standing[3] == (Standing.CAPPED, -4)
    assert found.standing[5] == (Standing.CAPPED, 0)


def test_entries_fade_after_the_window():
    on = dt.date(2020, 12, 20)
    assert rate([entry(-30, on=on, direct="D")], SCALE, DAY).grade == "A"
    assert rate([entry(-30, on=on + dt.timedelta(days=1))], SCALE, DAY).grade == "C"


def test_what_is_serious_counts_as_long_as_its_rule_says():
    """A forbidden substance is not made good by a year without another one."""
    found = entry(-40, on=dt.date(2020, 12, 1), direct="D", months=36)
    assert rate([found], SCALE, dt.date(2021, 12, 1)).grade == "D"
    assert rate([found], SCALE, dt.date(2023, 11, 30)).grade == "D"
    assert rate([found], SCALE, dt.date(2023, 12, 1)).grade == "A"


def test_what_was_taken_back_does_nothing():
    found = rate([entry(-30, direct="D", taken_back=True)], SCALE, DAY)
    assert found.grade == "A"
    assert found.behind == []


def test_the_most_severe_rule_reached_is_taken():
    rules = [Rule("usual", "monitoring.failed", 0, -15), Rule("banned", "monitoring.failed", 1, -40, "D")]
    assert rule_for(rules, "monitoring.failed", 0).code == "usual"
    assert rule_for(rules, "monitoring.failed", 2).code == "banned"
    assert rule_for(rules, "patrol.done", 2) is None


def test_a_rule_may_be_for_some_kinds_of_sampling():
    rules = [Rule("failed", "f", 0, -15, aspects=("supervision",)), Rule("banned", "f", 1, -40, "D")]
    assert rule_for(rules, "f", 0, "supervision").code == "failed"
    assert rule_for(rules, "f", 0, "routine") is None
    assert rule_for(rules, "f", 1, "routine").code == "banned"


@pytest.mark.parametrize("kind", Kind.values)
def test_only_enterprises_and_cooperatives_owe_records(kind):
    owes = kind in ("enterprise", "cooperative")
    assert applies(Rule("records", "production.irregular", points=-5, duty=True), kind) is owes


@pytest.mark.parametrize("kind", Kind.values)
def test_markets_are_not_rated(kind):
    assert applies(Rule("failed", "monitoring.failed", points=-15), kind) is (kind not in ("market", "supermarket"))


@given(st.lists(st.integers(-40, 10), max_size=12), st.integers(-40, -1))
def test_one_more_deduction_never_lifts_the_grade(points, more):
    some = [entry(p, key=k, rule=str(k)) for k, p in enumerate(points, 1)]
    before = rate(some, SCALE, DAY)
    after = rate([*some, entry(more, key=99, rule="more")], SCALE, DAY)
    assert after.points <= before.points
    assert after.grade >= before.grade
