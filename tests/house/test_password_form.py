"""Changing a password is Chinese from its hints to each thing that can be wrong."""

import pytest

from tests.cast import PASSWORD

from .test_pages_in_chinese import foreign_words

WRONG = [
    ("1234567", "太短"),
    ("a", "太短"),
    ("password", "常见"),
    ("9072640518", "数字"),
    ("{username}1", "相似"),
]


def said(cast, **sent):
    answer = cast.guangxin.client.post("/password", sent)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert foreign_words(page, {cast.guangxin.user.username}) == set(), sent
    return page


def test_the_form_is_chinese(cast):
    page = cast.guangxin.client.get("/password").content.decode()
    assert foreign_words(page, {cast.guangxin.user.username}) == set()
    assert "至少需要 10 个字符" in page


@pytest.mark.parametrize(("new", "sentence"), WRONG)
def test_a_weak_password_is_refused_in_chinese(cast, new, sentence):
    new = new.format(username=cast.guangxin.user.username)
    assert sentence in said(cast, old_password=PASSWORD, new_password1=new, new_password2=new)


def test_empty_wrong_and_unequal_ones_too(cast):
    said(cast)
    said(cast, old_password="no", new_password1="Kf8-tulip-42", new_password2="Kf8-tulip-42")
    said(cast, old_password=PASSWORD, new_password1="Kf8-tulip-42", new_password2="other")
