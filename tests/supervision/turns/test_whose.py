"""Whose turn it is: the posts of the rung, in their scope, as far as it has climbed."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.ground import clock, turns
from supervision.patrols.turns import FIX, RECHECK
from supervision.patrols.vocabulary.rectification import Stage
from tests import make
from tests.cast import DONGTUAN, GUANGXIN, MEMBERS, SHAXI

from .maker import declared, in_force, order, put, to_the_city

DUE = dt.date(2021, 11, 18)


def held_by(duty, record):
    """Who has it among the to-dos, asked of every post of the cast that is in force."""
    posts = {name: make.post(name) for name in MEMBERS}
    return {name for name, one in posts.items() if one.in_force() and turns.rows(duty, one).filter(pk=record.pk)}


@pytest.fixture
def mine(cast):
    return order(subject=cast.producer.post.organisation.subject)


def test_subject_and_township_before_the_day_the_county_after(mine):
    with clock.at(DUE):
        assert held_by(FIX, mine) == {"producer", "township"}
    with clock.at(DUE + dt.timedelta(days=1)):
        assert held_by(FIX, mine) == {"producer", "township", "guangxin", "guangxin_admin", "zone"}


def test_a_subject_without_an_account_is_carried_by_its_township(cast):
    other = order()
    with clock.at(DUE):
        assert held_by(FIX, other) == {"township"}
        assert not turns.on(other)[0].vacant


def test_where_nobody_is_in_force_it_climbs_at_once(mine):
    in_force("township", yes=False)
    with clock.at(DUE):
        assert held_by(FIX, mine) == {"producer", "guangxin", "guangxin_admin", "zone"}
        (turn,) = turns.on(mine)
    assert (turn.duty, turn.vacant, turn.rung, turn.late) == (FIX, True, 1, False)


def test_what_lies_in_no_township_is_the_countys_own(cast):
    row = order(subject=make.subject(at=GUANGXIN), by=cast.guangxin.post)
    (turn,) = turns.on(row)
    assert {post.user.username for post in turn.holders} == {"guangxin", "guangxin_admin"}
    assert not turn.vacant and not turns.holders(FIX, [GUANGXIN])[GUANGXIN].vacant


def test_where_nobody_at_all_is_in_force_it_stays_on_top(mine):
    in_force("township", "guangxin", "guangxin_admin", "zone", yes=False)
    (turn,) = turns.on(mine)
    assert turn.vacant and [post.user.username for post in turn.holders] == ["producer"]


def test_a_person_who_was_locked_out_holds_nothing(mine, cast):
    cast.township.user.is_active = False
    cast.township.user.save()
    assert turns.holders(FIX, [DONGTUAN])[DONGTUAN].vacant


def test_rechecked_by_township_or_county(mine):
    put(mine, stage=Stage.REPORTED, fixed_on=dt.date(2021, 11, 9))
    with clock.at(DUE):
        assert held_by(RECHECK, mine) == {"township", "guangxin", "guangxin_admin", "zone"}
        assert held_by(FIX, mine) == set()


def test_holders_of_all_places_by_two_queries(cast, django_assert_num_queries):
    in_force("neighbour_township", yes=False)
    with django_assert_num_queries(2):
        found = turns.holders(FIX, [DONGTUAN, SHAXI])
    assert [post.user.username for post in found[DONGTUAN].posts] == ["township"]
    assert not found[DONGTUAN].vacant
    assert [post.user.username for post in found[SHAXI].posts] == ["xinzhou"]
    assert found[SHAXI].vacant


def test_everything_that_waits_for_a_post(mine, cast):
    late = order()
    put(late, stage=Stage.REPORTED, fixed_on=dt.date(2021, 11, 9))
    assert turns.count(cast.township.post) == {
        "rectifications_open": 1, "rectifications_reported": 1, "rectifications_returned": 0,
    }  # fmt: skip
    assert turns.count(cast.producer.post) == {"rectifications_open": 1}
    assert [one.rows.count() for one in turns.of(cast.neighbour_township.post)] == [0, 0, 0]
    assert turns.count(cast.auditor.post) == turns.count(cast.lab_tester.post) == turns.count(None) == {}


@pytest.mark.parametrize("name", ["township", "guangxin", "zone", "producer"])
def test_it_costs_the_same_for_one_and_for_many(mine, cast, name, django_assert_num_queries):
    post = getattr(cast, name).post
    for _ in range(2):
        with django_assert_num_queries(len(turns.of(post))):
            turns.count(post)
        for _ in range(4):
            order()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(after=st.integers(-9, 40), here=st.booleans(), there=st.booleans(), hourly=st.booleans())
def test_asked_by_post_and_asked_by_row_is_the_same(mine, cast, after, here, there, hourly):
    """The condition in the database and the rule in Python, on a ladder of three rungs."""
    in_force("township", yes=here)
    in_force("guangxin", "guangxin_admin", "zone", yes=there)
    term = {"start": "made_at", "due": "submitted_at", "hourly": True} if hourly else {}
    put(mine, submitted_at=clock.opening_of(DUE) - dt.timedelta(minutes=1))
    with declared(duty := to_the_city(**term)), clock.at(DUE + dt.timedelta(days=after)):
        (turn,) = turns.on(mine)
        in_place = {post.user.username for post in turn.holders}
        assert held_by(duty, mine) == in_place
        late = after > 0 or (hourly and after == 0)
        assert turn.late == late
        if here and there:
            assert ("guangxin" in in_place, "city" in in_place) == (late, after > 7 or (hourly and after == 7))
