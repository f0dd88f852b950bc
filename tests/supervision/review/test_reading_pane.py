"""One after the other: what is new in a record first, one key to accept and go on, plain links and forms underneath."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import acts, files
from supervision.ground.desk import Selection
from supervision.ground.history import Way
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE
from tests import make
from tests.house.scene import photo

from .conftest import BAD, picked, text_of

pytestmark = pytest.mark.django_db


def send(member, where, row, verb="accept", **more):
    data = {"verb": verb, "row": row.pk, "version": row.version, **more}
    return member.post_to(f"{where}read/", data)


def test_accept_and_the_next(cast, visit):
    rows = [visit(held_on=dt.date(2021, 12, day)) for day in (1, 2, 3)]
    where = picked(cast.guangxin, *reversed(rows))
    page = text_of(cast.guangxin.get(f"{where}read/"))
    assert f'name="row" value="{rows[0].pk}"' in page and "第 1 条，共 3 条" in page
    assert f'href="{where}read/?row={rows[1].pk}" rel="next" data-na-key="j"' in page
    answer = send(cast.guangxin, where, rows[0])
    assert answer.url == f"{where}read/?row={rows[1].pk}"
    assert acts.on_record(rows[0]).first().way == Way.SINGLE
    assert Selection.objects.get().done_ids == [rows[0].pk]
    answer = send(cast.guangxin, where, rows[2])
    assert answer.url == f"{where}read/?row={rows[1].pk}", "back to the one that was passed over"
    assert send(cast.guangxin, where, rows[1]).url == where
    assert {row.state for row in Patrol.objects.filter(pk__in=[row.pk for row in rows])} == {State.ACCEPTED}


def test_return_asks_for_a_reason_and_keeps_the_place(cast, visit):
    row = visit()
    where = picked(cast.guangxin, row)
    refused = send(cast.guangxin, where, row, "return", why="")
    assert refused.status_code == 422 and "请写明退回原因" in text_of(refused)
    assert send(cast.guangxin, where, row, "return", why="照片不清").status_code == 302
    assert Patrol.objects.get(pk=row.pk).returned_why == "照片不清"
    assert "照片不清" in text_of(cast.township.get("/supervision/notices/"))


def test_who_was_faster_is_named_and_nothing_is_done(cast, visit):
    row = visit()
    where = picked(cast.guangxin, row)
    LIFE.return_(Patrol.objects.get(pk=row.pk), by=cast.guangxin_admin.post, why="照片不清")
    answer = send(cast.guangxin, where, row)
    assert answer.status_code == 422 and "广信 管理" in text_of(answer)
    assert Patrol.objects.get(pk=row.pk).state == State.RETURNED


def test_what_differs_from_the_last_visit_is_on_top(cast, visit):
    subject = make.subject()
    visit(subject=subject, held_on=dt.date(2021, 11, 1), guidance="按间隔期采收")
    now = visit(subject=subject, **BAD)
    answer = cast.guangxin.get(f"{picked(cast.guangxin, now)}read/")
    told = {one.label: (one.old, one.new) for one in answer.context["differences"]}
    assert told["巡查结论"] == ("合格", "限期整改")
    assert told["指导意见"] == ("按间隔期采收", "")
    assert ("符合", "不符合") in told.values(), "the answer to the checklist"
    assert not {"编号", "状态", "填报人", "巡查日期"} & set(told)
    page = text_of(answer)
    assert page.index("与上次") < page.index("检查情况")


def test_a_first_visit_has_nothing_before_it(cast, visit):
    answer = cast.guangxin.get(f"{picked(cast.guangxin, visit())}read/")
    assert answer.context["earlier"] is None and "与上次" not in text_of(answer)


def test_a_neighbours_visit_is_not_compared_with(cast, visit):
    """The one before is asked for through the scope of who reads."""
    subject = make.subject()
    earlier = visit(subject=subject, held_on=dt.date(2021, 11, 1))
    now = visit(subject=subject)
    Patrol.objects.filter(pk=earlier.pk).update(county="361102", township="361102100", managing_zone=None)
    answer = cast.guangxin.get(f"{picked(cast.guangxin, now)}read/")
    assert answer.context["earlier"] is None


def test_what_was_changed_since_it_came_back(cast, visit):
    row = visit(guidance="口头提醒")
    LIFE.return_(row, by=cast.guangxin.post, why="指导意见太简单")
    row = Patrol.objects.get(pk=row.pk)
    row = LIFE.edit(row, by=cast.township.post, version=row.version, guidance="按间隔期采收，补记用药记录")
    LIFE.submit(row, by=cast.township.post)
    answer = cast.guangxin.get(f"{picked(cast.guangxin, row)}read/")
    assert [(one["label"], one["old"]) for one in answer.context["changed"]] == [("指导意见", "口头提醒")]


def test_photos_are_large_and_first(cast, visit):
    row = visit()
    (file,) = files.attach([photo()], to=row, by=cast.township.post)
    page = text_of(cast.guangxin.get(f"{picked(cast.guangxin, row)}read/"))
    assert f'<img src="/supervision/files/{file.pk}/"' in page
    assert page.index("na-read-photos") < page.index("na-data")


def test_a_row_that_was_not_picked_is_not_read_there(cast, visit):
    where, other = picked(cast.guangxin, visit()), visit()
    for row in (other.pk, 0, 10**18):
        assert cast.guangxin.get(f"{where}read/?row={row}").status_code == 404
    assert send(cast.guangxin, where, other).status_code == 404
    assert Patrol.objects.get(pk=other.pk).state == State.SUBMITTED


def test_it_costs_the_same_for_one_and_for_many(cast, visit, queries_of):
    one = visit()
    alone = queries_of(cast.guangxin, f"{picked(cast.guangxin, one)}read/?row={one.pk}")
    where = picked(cast.guangxin, one, *(visit() for _ in range(11)))
    assert queries_of(cast.guangxin, f"{where}read/?row={one.pk}") == alone <= 40
