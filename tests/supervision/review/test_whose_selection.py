"""A selection is its owner's, of his own rows; who may not decide picks nothing; a colleague gets it handed on."""

from __future__ import annotations

import pytest

from supervision.ground.desk import Selection
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol

from .conftest import URL, picked, text_of

pytestmark = pytest.mark.django_db


def test_nobody_else_opens_it(cast, visit):
    where = picked(cast.guangxin, visit())
    for page in (where, f"{where}read/", f"{where}export/"):
        assert cast.guangxin.get(page).status_code == 200
        for member in (cast.xinzhou, cast.guangxin_admin, cast.city):
            assert member.get(page).status_code == 404
    assert cast.xinzhou.post_to(where, {"verb": "accept"}).status_code == 404


def test_a_neighbours_rows_are_not_in_it(cast, visit):
    row = visit()
    answer = cast.xinzhou.client.post(f"{URL}select/", {"what": "rows", "row": [f"{row.pk}.1"]}, follow=True)
    assert "不在您的范围内" in text_of(answer)
    assert not Selection.objects.exists()


def test_who_may_not_decide_is_offered_no_ticks(cast, visit):
    row = visit()
    for member in (cast.auditor, cast.assistant, cast.producer):
        assert 'name="row"' not in text_of(member.get(URL))
        assert member.post_to(f"{URL}select/", {"what": "rows", "row": [f"{row.pk}.1"]}).status_code == 403


def test_it_is_exported_as_picked(cast, visit):
    one, _other = visit(), visit()
    answer = cast.guangxin.get(f"{picked(cast.guangxin, one)}export/")
    assert answer.status_code == 200
    from tests.supervision.desk.conftest import opened

    sheet = opened(answer).worksheets[0]
    assert [line[0] for line in sheet.iter_rows(min_row=2, values_only=True)] == [one.number]


def test_a_colleague_decides_on_what_was_handed_on(cast, visit):
    row = visit()
    where = picked(cast.guangxin, row)
    refused = cast.guangxin.post_to(where, {"verb": "hand", "to": cast.xinzhou.post.pk})
    assert refused.status_code == 422 and "请选择转交给谁" in text_of(refused)
    cast.guangxin.post_to(where, {"verb": "hand", "to": cast.guangxin_admin.post.pk})
    theirs = Selection.objects.get(post=cast.guangxin_admin.post)
    assert (theirs.ids, theirs.handed_by_id) == ([row.pk], cast.guangxin.post.pk)
    assert "转交您审核：巡查记录 1 条" in text_of(cast.guangxin_admin.get("/supervision/notices/"))
    cast.guangxin_admin.post_to(f"{URL}selection/{theirs.pk}/", {"verb": "accept"})
    assert Patrol.objects.get(pk=row.pk).state == State.ACCEPTED
