"""Whatever is refused has a page in Chinese with a way back: a wrong method, too much at once, a strange sign."""

import pytest
from django.test import Client

from tests import make


def test_an_address_of_a_button_opened_by_hand(cast):
    subject = make.subject()
    answer = cast.guangxin.get(f"/supervision/subjects/{subject.pk}/act/accept/")
    page = answer.content.decode()
    assert answer.status_code == 405
    assert answer["Allow"]
    assert "不能这样打开" in page
    assert 'href="/"' in page


@pytest.mark.parametrize("address", ["/supervision/subjects/1%00/", "/supervision/five-one/%00/staff/", "/c/%00/"])
def test_a_sign_that_nothing_holds(cast, address):
    answer = cast.guangxin.get(address)
    assert answer.status_code == 400
    assert "不能识别的字符" in answer.content.decode()


def test_too_much_at_once(cast, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = cast.guangxin.post_to("/supervision/subjects/new/", {f"f{n}": n for n in range(9)})
    assert answer.status_code == 413
    assert "内容太大" in answer.content.decode()


ELSEWHERE = ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_elsewhere(cast, address):
    assert cast.guangxin.post_to("/year", {"year": "2021", "next": address})["Location"] == "/"
    signed = Client().post(f"/login?next={address}", {"username": "guangxin", "password": "Cast-2021-pass"})
    assert signed.status_code == 302
    assert signed["Location"] == "/"


def test_the_icon_is_found_where_browsers_look(db):
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    assert "favicon" in answer["Location"]
