"""What no person types: signs that no column holds, bodies without end or bottom. A sentence, never a fault."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client
from rest_framework.exceptions import APIException
from rest_framework.settings import api_settings

from shangrao_nongan.parsing import BoundedJSONParser
from tests.cast import PASSWORD


def login(**given):
    return Client().post("/login", {"username": "guangxin", "password": PASSWORD} | given)


@pytest.mark.parametrize("name", ["x" * 151, "x" * 256, "x" * 5000, "字" * 300])
def test_a_name_that_is_too_long_is_told_at_its_field(cast, name):
    answer = login(username=name)
    assert answer.status_code == 200 and "字" in str(answer.context["form"].errors["username"])


@pytest.mark.parametrize("name", ["a\0b", "\0", "\u202eabc", "\ufeff", "a\u200bb"])
def test_a_name_with_signs_that_nobody_sees(cast, name):
    assert login(username=name).status_code == 200


def test_a_password_without_end_is_not_worked_out(cast):
    answer = login(password="p" * 5000)
    assert answer.status_code == 200 and "最多 1024 个字符" in answer.content.decode()
    assert login(password="a\0b").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/login?next=%00", "/login?next=%ff%fe", "/%00", "/%ff%fe", "/supervision/%c0%af/", "/c/%00", "/c/%ff%ff%ff",
     "/login?%00=%00", "/login?next=//evil.example", "/api/subjects/%00/", "/static/%00", "/?map=%ed%a0%80"],
)  # fmt: skip
def test_an_address_with_such_signs(cast, address):
    for client in (Client(), cast.guangxin.client):
        answer = client.get(address)
        assert answer.status_code in (200, 301, 302, 400, 401, 403, 404), (address, answer.status_code)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"username=%00&password=%ff", "application/x-www-form-urlencoded"),
        (b"username=\xff\xfe&password=\x00", "application/x-www-form-urlencoded"),
        (b"\xff" * 1000, "application/x-www-form-urlencoded; charset=nonsense"),
        (b"username=%ed%a0%80&password=x", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"&".join(b"f%d=1" % n for n in range(6000)), "application/x-www-form-urlencoded"),
        (b"username=" + b"x" * (11 * 1024 * 1024), "application/x-www-form-urlencoded"),
    ],
    ids=["nul", "raw", "charset", "surrogate", "part", "boundary", "fields", "long"],
)
def test_a_body_of_such_signs(cast, body, kind):
    for url in ("/login", "/supervision/subjects/new/", "/password"):
        for client in (Client(), cast.guangxin.client):
            answer = client.generic("POST", url, body, content_type=kind)
            assert answer.status_code in (200, 302, 400, 413, 422), (url, answer.status_code)


def test_too_many_fields_are_told_in_chinese(cast):
    body = b"&".join(b"f%d=1" % n for n in range(6000))
    answer = cast.guangxin.client.post(
        "/supervision/subjects/new/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413 and "内容太大" in answer.content.decode()


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (DEEP, "层次太多"),
        (b"[" * 60 + b"]" * 60, "层次太多"),
        (b'{"name": "\xff"}', "不能识别的字符"),
        (b'{"name": "\\ud800"}', "不能识别的字符"),
        (b'{"name": NaN}', "不是有效的 JSON"),
        (b'{"name": ' + b"9" * 5000 + b"}", "不是有效的 JSON"),
        (b"", "不是有效的 JSON"),
        (b'{"name": "' + b"x" * (11 * 1024 * 1024) + b'"}', "太多"),
    ],
    ids=["deep", "deeper than ours", "bytes", "half a sign", "nan", "digits", "empty", "long"],
)
def test_the_api_says_what_is_wrong(body, sentence):
    """The API takes nothing yet; whatever will be sent to it passes here."""
    with pytest.raises(APIException) as wrong:
        BoundedJSONParser().parse(io.BytesIO(body))
    assert wrong.value.status_code in (400, 413)
    assert sentence in str(wrong.value.detail)


def test_it_takes_what_is_right():
    for data in ({"name": "上饶 \U0001f600"}, [1, {"a": [None, 1.5]}], "x", {"odd": "a\0b"}):
        for body in (json.dumps(data), json.dumps(data, ensure_ascii=False)):
            assert BoundedJSONParser().parse(io.BytesIO(body.encode())) == data


def test_the_api_asks_it():
    asked = api_settings.DEFAULT_PARSER_CLASSES
    assert asked == [BoundedJSONParser]


def test_a_session_that_nobody_gave_out(db):
    for key in ("x" * 500, "ü" * 32, "short"):
        client = Client()
        client.cookies["sessionid"] = key
        client.cookies["na_device"] = key
        assert client.get("/").status_code == 302
        assert client.get("/login").status_code == 200
