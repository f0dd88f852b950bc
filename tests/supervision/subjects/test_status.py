"""Suspending, closing and reopening: each with its day and reason, kept apart from the register's row."""

import datetime as dt

import pytest

from supervision.grid.services.subject import change_status
from supervision.ground import history
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make

MARCH, JUNE, SEPTEMBER = (dt.date(2021, month, 1) for month in (3, 6, 9))
FIRST = dt.date(2020, 1, 1)


def changed(subject, *changes, by="guangxin"):
    for status, since in changes:
        change_status(subject, by=make.post(by), status=status, since=since, why="核实")
    return Subject.objects.get(pk=subject.pk)


def active_on(day):
    return set(Subject.objects.active_on(day).filter(registered_on=FIRST).values_list("name", flat=True))


def test_the_register_as_it_stood_on_a_day(cast):
    always, closed, back, twice = (make.subject(name, registered_on=FIRST) for name in "甲乙丙丁")
    changed(closed, ("closed", JUNE))
    changed(back, ("suspended", MARCH), ("active", JUNE))
    changed(twice, ("suspended", MARCH), ("closed", SEPTEMBER))
    assert active_on(dt.date(2021, 2, 28)) == {"甲", "乙", "丙", "丁"}
    assert active_on(MARCH) == active_on(dt.date(2021, 5, 31)) == {"甲", "乙"}
    assert active_on(JUNE) == active_on(dt.date(2021, 12, 31)) == {"甲", "丙"}
    assert active_on(dt.date(2019, 12, 31)) == set(), "not yet in the register"
    assert always.statuses.count() == 0


def test_a_draft_and_a_void_entry_never_stood(cast):
    make.subject("草稿", registered_on=FIRST, state=State.DRAFT)
    assert active_on(JUNE) == set()


def test_the_row_shows_the_latest_whatever_the_order_of_entry(cast):
    one = changed(make.subject(), ("closed", SEPTEMBER), ("suspended", MARCH))
    assert (one.status, one.status_since, one.status_why) == ("closed", SEPTEMBER, "核实")
    assert [str(row) for row in one.statuses.all()] == ["2021-03-01 停业", "2021-09-01 注销"]


def test_a_second_change_of_the_same_day_corrects_the_first(cast):
    one = changed(make.subject(), ("closed", JUNE), ("suspended", JUNE))
    assert one.status == "suspended"
    assert one.statuses.get().by == cast.guangxin.post


def test_history_tells_the_change_with_its_reason(cast):
    one = changed(make.subject(), ("closed", JUNE))
    told = history.of(one)[0]
    assert (told.verb, told.why) == ("经营状态变更为注销", "核实")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"since": dt.date(2021, 12, 21)}, "since", "不能晚于今天"),
        ({"since": dt.date(21, 6, 1)}, "since", "早于1950年"),
        ({"why": " "}, "why", "原因"),
        ({"why": "长" * 501}, "why", "500字"),
        ({"status": "gone"}, "status", "经营状态"),
    ],
)
def test_a_wrong_change_is_refused_at_its_field(cast, wrong, field, said):
    one = make.subject()
    with pytest.raises(RuleViolation, match=said) as refused:
        change_status(one, by=cast.guangxin.post, **({"status": "closed", "since": JUNE, "why": "核实"} | wrong))
    assert refused.value.field == field
    assert not one.statuses.exists()


def test_only_an_entry_that_counts_has_a_status_to_change(cast):
    with pytest.raises(RuleViolation, match="草稿的监管对象"):
        changed(make.subject(state=State.DRAFT), ("closed", JUNE))


def test_a_stale_change_leaves_nothing_behind(cast):
    one = make.subject()
    changed(Subject.objects.get(pk=one.pk), ("suspended", MARCH))
    with pytest.raises(StaleEdit):
        changed(one, ("closed", JUNE))
    assert one.statuses.get().status == "suspended"
