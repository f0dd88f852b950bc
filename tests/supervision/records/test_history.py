"""Who changed what, when and why: bulk writes included, personal values only as 已变更."""

import datetime as dt

import pytest
from django.apps import apps

from supervision.grid.services.subject import correct_subject
from supervision.ground import history, records
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make


def test_the_timeline_says_who_did_what_and_why(cast):
    one = make.subject(state=State.SUBMITTED)
    records.return_(one, by=cast.guangxin.post, why="电话有误")
    last = history.of(one)[0]
    assert (last.verb, last.who, last.why) == ("退回", "广信 监管", "电话有误")
    assert {"label": "状态", "old": "已提交", "new": "已退回"} in last.changes


def test_personal_values_are_not_shown(cast):
    one = make.subject(state=State.SUBMITTED, phone="19900001234")
    records.return_(one, by=cast.guangxin.post, why="电话有误")
    correct_subject(one, by=cast.township.post, version=one.version, phone="19900005678")
    said = str(history.of(one)[0].changes)
    assert "已变更" in said and "5678" not in said and "1234" not in said


def test_bulk_writes_are_in_the_history_with_their_actor(cast):
    rows = [
        Subject(name=f"批量{i}", pinyin="pl", kind="smallholder", industry="planting", region=make.region("361104290"),
                registered_on=dt.date(2021, 3, 1))
        for i in range(3)
    ]  # fmt: skip
    records.create_many(rows, by=cast.guangxin.post, verb="批量登记")
    assert [history.of(row)[0].verb for row in rows] == ["批量登记"] * 3
    assert len({row.number for row in rows}) == 3


@pytest.mark.django_db
def test_no_event_without_context(cast):
    make.subject()
    for model in apps.get_models():
        if model.__name__.endswith("Event") and any(f.name == "pgh_context" for f in model._meta.fields):
            assert not model.objects.filter(pgh_context=None).exists(), model
