"""Rows that a reviewer ticked, or all that the list shows, are taken over in one step: each judged as alone."""

from __future__ import annotations

import pytest

from supervision.ground import acts, history
from supervision.ground.history import Way
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE

from .conftest import BAD, URL, apart, picked, picked_all, text_of

pytestmark = pytest.mark.django_db


def states(*rows):
    return [Patrol.objects.get(pk=row.pk).state for row in rows]


def test_all_that_the_list_shows_in_three_clicks(cast, visit):
    rows = [visit() for _ in range(25)]
    apart(rows)
    page = text_of(cast.guangxin.get(f"{URL}?state=submitted"))
    assert "选择筛选出的全部 25 条" in page and 'name="row"' in page
    where = picked_all(cast.guangxin)
    assert "审核通过（25 条）" in text_of(cast.guangxin.get(where))
    said = text_of(cast.guangxin.client.post(where, {"verb": "accept"}, follow=True))
    assert "已办理 25 条" in said
    assert set(states(*rows)) == {State.ACCEPTED}
    act = acts.on_record(rows[0]).first()
    assert (act.way, act.user_id, act.kind) == (Way.BULK, cast.guangxin.user.pk, "accepted")
    assert history.of(rows[0])[0].verb == "审核通过（批量）"


def test_one_by_one_says_so(cast, visit):
    row = visit()
    LIFE.accept(row, by=cast.guangxin.post)
    assert acts.on_record(row).first().way == Way.SINGLE


def test_what_came_after_the_click_is_not_in_it(cast, visit):
    early = visit()
    where = picked_all(cast.guangxin)
    late = visit()
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert states(early, late) == [State.ACCEPTED, State.SUBMITTED]


def test_what_was_changed_meanwhile_is_refused_named_and_stays_ticked(cast, visit):
    same, changed = visit(), visit()
    where = picked(cast.guangxin, same, changed)
    LIFE.return_(Patrol.objects.get(pk=changed.pk), by=cast.guangxin_admin.post, why="照片不清")
    again = Patrol.objects.get(pk=changed.pk)
    LIFE.submit(again, by=cast.township.post)
    page = text_of(cast.guangxin.client.post(where, {"verb": "accept"}, follow=True))
    assert states(same, changed) == [State.ACCEPTED, State.SUBMITTED]
    assert "没有办理的 1 条，仍为勾选" in page and "选定以后已被修改或办理" in page
    assert f'value="{changed.pk}.{again.version}" checked' in page


def test_a_version_that_was_not_on_the_screen_is_refused(cast, visit):
    row = visit()
    answer = cast.guangxin.post_to(f"{URL}select/", {"what": "rows", "row": [f"{row.pk}.9", "x.1", "7", "1.1.1"]})
    cast.guangxin.post_to(answer.url, {"verb": "accept"})
    assert states(row) == [State.SUBMITTED]


def test_all_never_takes_what_has_to_be_read(cast, visit):
    fine, wrong = visit(), visit(**BAD)
    where = picked_all(cast.guangxin)
    page = text_of(cast.guangxin.get(where))
    assert "审核通过（1 条）" in page and "有 1 条发现问题" in page
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert states(fine, wrong) == [State.ACCEPTED, State.SUBMITTED]
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert states(wrong) == [State.SUBMITTED], "nor at a second click"


def test_nor_does_the_tick_over_a_whole_page(cast, visit):
    wrong = visit(**BAD)
    where = picked(cast.guangxin, wrong, visit(), whole="1")
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert states(wrong) == [State.SUBMITTED]


def test_what_was_ticked_by_itself_is_taken(cast, visit):
    wrong = visit(**BAD)
    cast.guangxin.post_to(picked(cast.guangxin, wrong), {"verb": "accept"})
    assert states(wrong) == [State.ACCEPTED]
    assert {order.state for order in wrong.rectifications.all()} == {State.ACCEPTED}, "what follows goes along"


def test_nobody_takes_over_his_own_among_many(cast, visit):
    own, other = visit(by=cast.guangxin), visit()
    page = text_of(cast.guangxin.client.post(picked_all(cast.guangxin), {"verb": "accept"}, follow=True))
    assert states(own, other) == [State.SUBMITTED, State.ACCEPTED]
    assert "不能审核自己填报的记录" in page


def test_many_are_returned_with_one_reason_and_told_once(cast, visit):
    rows = [visit(), visit(), visit()]
    where = picked(cast.guangxin, *rows)
    refused = cast.guangxin.post_to(where, {"verb": "return", "why": " "})
    assert refused.status_code == 422 and "请写明退回原因" in text_of(refused)
    cast.guangxin.post_to(where, {"verb": "return", "why": "没有照片"})
    found = Patrol.objects.filter(pk__in=[row.pk for row in rows])
    assert {(row.state, row.returned_why) for row in found} == {(State.RETURNED, "没有照片")}
    notices = text_of(cast.township.get("/supervision/notices/"))
    assert notices.count("巡查记录 3 条被退回") == 1


def test_nothing_ticked_is_said(cast, visit):
    visit()
    answer = cast.guangxin.client.post(f"{URL}select/?state=submitted", {"what": "rows"}, follow=True)
    assert "请先勾选要办理的记录" in text_of(answer)


def test_the_same_click_twice_does_it_once(cast, visit):
    row = visit()
    where = picked(cast.guangxin, row)
    cast.guangxin.post_to(where, {"verb": "accept"})
    page = text_of(cast.guangxin.client.post(where, {"verb": "accept"}))
    assert "没有可以一并办理的记录" in page
    assert Patrol.objects.get(pk=row.pk).version == 2


def test_all_leaves_a_transfer_a_positive_test_and_a_second_look(cast, visit):
    """What 全选 leaves, kind by kind: the register's `care` names it, or 建议复看."""
    from supervision.ground.desk import Selection
    from tests.monitoring.making import rapid

    transfer = visit(conclusion="transfer", problems="涉嫌使用禁用农药", answers={"records": "bad"})
    words = "大棚内有空农药瓶两个，已要求投入回收箱并登记台账"
    twins = [visit(guidance=words), visit(guidance=words)]
    picked_all(cast.guangxin)
    assert set(Selection.objects.get().to_read) == {row.pk for row in (transfer, *twins)}
    positive, negative = rapid(result="positive"), rapid()
    picked_all(cast.guangxin, url="/monitoring/samples/")
    chosen = Selection.objects.order_by("pk").last()
    assert chosen.to_read == {positive.pk: "快检阳性"} and set(chosen.ids) == {positive.pk, negative.pk}
