"""The search box: its name says what it looks for, and several words narrow."""

import pytest

from .conftest import URL


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/supervision/staff/", "编号或姓名"),
        ("/supervision/laboratories/", "编号或机构名称"),
        ("/supervision/cases/", "编号、当事人或案由"),
        ("/supervision/workreports/", "编号或标题"),
        ("/supervision/patrols/", "编号或监管对象"),
    ],
)
def test_the_box_is_named_after_what_it_looks_for(cast, path, label):
    assert f">{label}</label>" in cast.guangxin.get(path).content.decode()


def test_the_box_tells_of_sounds(cast):
    assert 'placeholder="名称、拼音首字母、编号或信用代码"' in cast.guangxin.get(URL).content.decode()


def test_two_words_narrow(cast, subjects):
    rows = cast.guangxin.get(URL, {"q": "董团 合作社"}).context["rows"]
    assert "董团一号合作社" in [row["name"] for row in rows]
    assert "董团三号农户" not in [row["name"] for row in rows]


def test_records_are_found_by_the_sound_of_the_subject(cast, subjects):
    from tests.supervision.patrol.maker import patrol

    made = patrol(subject=subjects[0])
    rows = cast.guangxin.get("/supervision/patrols/", {"q": "dtyh"}).context["rows"]
    assert [row["number"] for row in rows] == [made.number]


def test_a_word_that_is_too_long_is_told_in_our_words(cast):
    for path in (URL, "/api/subjects/"):
        assert "最多60个字" in cast.guangxin.get(path, {"q": "长" * 61}).content.decode()
