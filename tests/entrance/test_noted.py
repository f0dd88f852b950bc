"""登录记录: who appoints and who audits sees the failed tries of the own place; nobody those of the neighbour's."""

from __future__ import annotations

from django.test import Client

URL = "/signins/"


def failing(*names):
    for name in names:
        answer = Client().post("/login", {"username": name, "password": "wrong-one-2021"}, REMOTE_ADDR="192.0.2.77")
        assert answer.status_code == 200


def test_each_sees_the_own_place(cast):
    failing("guangxin", "xinzhou", "nobody-here-xyz")
    page = cast.guangxin_admin.get(URL).content.decode()
    assert "登录失败" in page and "192.0.2.77" in page and "广信 监管" in page
    assert "信州 监管" not in page and "没有这个账号" not in page
    for member in (cast.city, cast.auditor):
        page = member.get(URL).content.decode()
        assert "广信 监管" in page and "信州 监管" in page and "没有这个账号" in page
        assert "nobody-here-xyz" not in page, "it may have been a password"


def test_others_see_nothing(cast):
    for member in (cast.guangxin, cast.reviewer, cast.township, cast.producer, cast.social):
        assert member.get(URL).status_code == 403
        assert URL not in member.get("/").content.decode()
    assert URL in cast.auditor.get("/").content.decode()


def test_it_costs_the_same_for_one_and_for_twenty(cast, queries_of):
    failing("guangxin")
    one = queries_of(cast.auditor, URL)
    failing("guangxin", "xinzhou", "township", "market", "producer", "zone")
    assert queries_of(cast.auditor, URL) == one
