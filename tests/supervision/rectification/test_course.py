"""From the order to the closing: reported, rechecked by somebody else, in time or not."""

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import system_post
from supervision.models import Rectification
from supervision.patrols.services.patrol import return_patrol, submit_patrol
from supervision.patrols.services.rectification import fail_recheck, pass_recheck, report_fixed, tell_overdue
from supervision.patrols.vocabulary.rectification import Stage
from tests.supervision.patrol.maker import rectify

FIXED, CHECKED = dt.date(2021, 11, 10), dt.date(2021, 11, 12)


@pytest.fixture
def order(cast):
    return Rectification.objects.get(patrol=rectify(accepted=True))


def fixed(order, by, **more):
    return report_fixed(order, by=by, **{"fixed_on": FIXED, "report": "已补记"} | more)


def test_reported_then_rechecked_by_another(order, cast):
    fixed(order, cast.township.post)
    assert order.stage == Stage.REPORTED
    pass_recheck(order, by=cast.guangxin.post, closed_on=CHECKED, recheck="属实")
    order.refresh_from_db()
    assert (order.stage, order.closed_on) == (Stage.CLOSED, CHECKED)
    told = Fact.objects.live().of_source(order).get()
    assert (told.kind, told.summary) == ("rectification.closed", "按期整改销号")


def test_the_fixer_does_not_recheck(order, cast):
    fixed(order, cast.township.post)
    with pytest.raises(RuleViolation, match="复查人不能是报告整改完成的人"):
        pass_recheck(order, by=cast.township.post, closed_on=CHECKED, recheck="属实")


def test_nothing_to_recheck_before_the_report(order, cast):
    with pytest.raises(RuleViolation, match="整改中的整改不能变为"):
        pass_recheck(order, by=cast.guangxin.post, closed_on=CHECKED, recheck="")


def test_a_failed_recheck_goes_back_and_is_counted(order, cast):
    fixed(order, cast.township.post)
    fail_recheck(order, by=cast.guangxin.post, recheck="仍未记录")
    order.refresh_from_db()
    assert (order.stage, order.failures, order.fixed_on) == (Stage.OPEN, 1, None)


@pytest.mark.parametrize("day", [dt.date(2021, 11, 2), dt.date(2021, 12, 21)])
def test_fixed_after_the_order_and_not_tomorrow(order, cast, day):
    with pytest.raises(RuleViolation) as refused:
        fixed(order, cast.township.post, fixed_on=day)
    assert refused.value.field == "fixed_on"


def test_overdue_is_told_once(order, cast):
    with clock.at(dt.date(2021, 11, 18)):
        assert tell_overdue(by=system_post()) == 0
    with clock.at(dt.date(2021, 11, 19)):
        assert tell_overdue(by=system_post()) == 1
        assert tell_overdue(by=system_post()) == 0
    told = Fact.objects.live().of_source(order).get()
    assert (told.kind, told.on) == ("rectification.overdue", dt.date(2021, 11, 19))


def test_a_return_does_not_wipe_out_that_it_was_late(order, cast):
    late = {"closed_on": dt.date(2021, 11, 25), "recheck": "属实"}
    tell_overdue(by=system_post())
    fixed(order, cast.township.post, fixed_on=dt.date(2021, 11, 24))
    pass_recheck(order, by=cast.guangxin.post, **late)
    before = told(order)
    assert before == ["rectification.closed", "rectification.overdue"]
    return_patrol(order.patrol, by=cast.guangxin.post, why="照片不清")
    assert told(order) == []
    submit_patrol(order.patrol, by=cast.township.post)
    assert told(order) == before
    assert tell_overdue(by=system_post()) == 0


def told(order):
    return sorted(Fact.objects.live().of_source(order).values_list("kind", flat=True))
