"""An act is written down once for each record its verb was called on, with the act itself or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.grid.training import TRAININGS, Training
from supervision.ground import acts, history, records
from supervision.ground.acts import Act
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.patrols.models.rectification import Rectification
from tests import make, registers

LIFE = TRAININGS.life
GIVEN = {
    "topic": "快检", "held_on": dt.date(2021, 11, 3), "organiser": "监管站", "audience": "testers", "hours": 4,
    "invited": 30, "present": 28,
}  # fmt: skip


def told(record) -> list[tuple[str, str, str]]:
    rows = acts.on_record(record).select_related("user").order_by("id")
    return [(row.kind, row.verb, row.user.username) for row in rows]


def broken_off(row, *, by) -> None:
    """Accepted, and then something went wrong within the same act."""
    with history.acting(by, "办理"):
        records.accept(row, by=by)
        raise ZeroDivisionError


def test_the_whole_life_of_a_record_is_one_row_for_each_act(cast):
    row = LIFE.create(by=cast.township.post, **GIVEN)
    LIFE.edit(row, by=cast.township.post, version=row.version, topic="快检二期")
    LIFE.submit(row, by=cast.township.post)
    LIFE.return_(row, by=cast.guangxin.post, why="请补签到表")
    LIFE.submit(row, by=cast.township.post)
    LIFE.accept(row, by=cast.guangxin.post)
    LIFE.change(row, by=cast.guangxin.post, verb="更正", trainers="市站")
    LIFE.void(row, by=cast.guangxin_admin.post, why="重复")  # who has corrected it does not take it out
    assert told(row) == [
        ("drafted", "保存培训草稿", "township"),
        ("edited", "修改", "township"),
        ("submitted", "提交", "township"),
        ("returned", "退回", "guangxin"),
        ("submitted", "提交", "township"),
        ("accepted", "审核通过", "guangxin"),
        ("changed", "更正", "guangxin"),
        ("voided", "作废", "guangxin_admin"),
    ]
    returned = acts.on_record(row).get(kind="returned")
    assert (returned.why, returned.post) == ("请补签到表", cast.guangxin.post)
    assert (returned.register, returned.record) == ("supervision.training", row.pk)


def test_what_only_follows_was_not_done_by_hand(cast):
    """A patrol orders the rectification: one act, on the patrol."""
    wrong = {"conclusion": "rectify", "problems": "未记间隔期", "deadline": 15, "answers": {"records": "bad"}}
    patrol = registers.patrol(registers.HERE, **wrong)
    order = Rectification.objects.get(patrol=patrol)
    assert [kind for kind, *_ in told(patrol)] == ["entered", "accepted"]
    assert told(order) == []


def test_an_outer_act_gives_its_verb_to_what_it_did_with_several(cast):
    one, two = make.subject("甲社", state=State.SUBMITTED), make.subject("乙社", state=State.SUBMITTED)
    with history.acting(cast.guangxin.post, "成批审核"):
        records.accept(one, by=cast.guangxin.post)
        records.accept(two, by=cast.guangxin.post)
    for row in (one, two):
        assert told(row)[-1] == ("accepted", "成批审核", "guangxin")


def test_what_was_refused_was_not_done(cast):
    one, two = make.subject("甲社", state=State.SUBMITTED), make.subject("乙社")
    before = Act.objects.count()
    with pytest.raises(RuleViolation):
        records.accept(two, by=cast.guangxin.post)
    with pytest.raises(ZeroDivisionError):
        broken_off(one, by=cast.guangxin.post)
    assert Act.objects.count() == before


def test_a_part_that_is_given_up_leaves_the_rest(cast):
    one, two = make.subject("甲社", state=State.SUBMITTED), make.subject("乙社", state=State.SUBMITTED)
    with history.acting(cast.guangxin.post, "成批审核"):
        records.accept(one, by=cast.guangxin.post)
        with pytest.raises(ZeroDivisionError):
            broken_off(two, by=cast.guangxin.post)
    assert told(one)[-1][0] == "accepted"
    assert told(two)[-1][0] != "accepted"


def test_many_at_once_are_written_by_one_statement(cast):
    def noting(number: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            made = LIFE.create_many([dict(GIVEN) for _ in range(number)], by=cast.guangxin.post)
        assert acts.on_record(made[-1]).get().kind == "entered"
        return sum("INTO supervision_act " in query["sql"] for query in seen.captured_queries)

    assert [noting(1), noting(40)] == [1, 1]
    assert Act.objects.filter(register="supervision.training").count() == Training.objects.count() == 41


def test_a_second_tap_is_no_second_act(cast):
    key = "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b12"
    first = LIFE.create(by=cast.township.post, client_key=key, submit=True, **GIVEN)
    LIFE.create(by=cast.township.post, client_key=key, submit=True, **GIVEN)
    assert [kind for kind, *_ in told(first)] == ["entered"]
