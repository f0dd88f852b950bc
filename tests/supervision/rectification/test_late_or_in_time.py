"""Late or in time is decided by the day of closing, whenever it was entered and whenever the sweep came by."""

import datetime as dt

import pytest

from supervision.ground.facts import Fact
from supervision.ground.people import system_post
from supervision.models import Patrol, Rectification
from supervision.patrols.services.patrol import correct_patrol, return_patrol, submit_patrol
from supervision.patrols.services.rectification import order as order_rectification
from supervision.patrols.services.rectification import pass_recheck, report_fixed, tell_overdue
from tests import make
from tests.cast import SHAXI
from tests.supervision.patrol.maker import rectify


@pytest.fixture
def order(cast):
    """Due on 18 November; today is 20 December."""
    return Rectification.objects.get(patrol=rectify(accepted=True))


def close(order, cast, fixed_on, closed_on):
    report_fixed(order, by=cast.township.post, fixed_on=fixed_on, report="已补记")
    pass_recheck(order, by=cast.guangxin.post, closed_on=closed_on, recheck="属实")


def told(order):
    return sorted(Fact.objects.live().of_source(order).values_list("kind", "summary"))


def test_closed_in_time_but_entered_late_is_not_late(order, cast):
    tell_overdue(by=system_post())
    assert [kind for kind, _ in told(order)] == ["rectification.overdue"]
    close(order, cast, dt.date(2021, 11, 9), dt.date(2021, 11, 12))
    assert told(order) == [("rectification.closed", "按期整改销号")]


def test_closed_on_the_last_day_is_in_time(order, cast):
    assert str(order.due_on) == "2021-11-18"
    close(order, cast, dt.date(2021, 11, 17), order.due_on)
    assert told(order) == [("rectification.closed", "按期整改销号")]


def test_closed_late_between_two_sweeps_is_late(order, cast):
    close(order, cast, dt.date(2021, 12, 9), dt.date(2021, 12, 12))
    tell_overdue(by=system_post())
    assert told(order) == [
        ("rectification.closed", "逾期整改销号"),
        ("rectification.overdue", "整改应于2021-11-18前完成"),
    ]


def test_late_is_told_once(order, cast):
    tell_overdue(by=system_post())
    close(order, cast, dt.date(2021, 12, 9), dt.date(2021, 12, 12))
    assert [kind for kind, _ in told(order)] == ["rectification.closed", "rectification.overdue"]


def test_a_renewed_order_follows_the_subject_of_the_patrol(cast):
    wrong, right = make.subject("写错的社"), make.subject("应写的社")
    patrol = rectify(subject=wrong)
    return_patrol(patrol, by=cast.guangxin.post, why="写错对象")
    patrol = Patrol.objects.get(pk=patrol.pk)
    correct_patrol(patrol, by=cast.township.post, version=patrol.version, subject=right)
    submit_patrol(Patrol.objects.get(pk=patrol.pk), by=cast.township.post)
    assert Rectification.objects.live().get(patrol=patrol).subject == right


def test_its_place_follows_too(cast):
    patrol = rectify()
    return_patrol(patrol, by=cast.reviewer.post, why="写错对象")
    there = make.subject("沙溪的社", at=SHAXI)
    Patrol.objects.filter(pk=patrol.pk).update(
        subject=there, region=SHAXI, township=SHAXI, county=there.county, state="submitted"
    )
    renewed = order_rectification(Patrol.objects.get(pk=patrol.pk), by=cast.guangxin.post)
    renewed.refresh_from_db()
    assert (renewed.subject, renewed.township_id, renewed.county_id) == (there, SHAXI, there.county_id)
