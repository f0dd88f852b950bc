"""我的登录设备: one sees where one is signed in, and shows others out; nobody sees or ends another's."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from supervision.ground import signins
from supervision.ground.acts import Act
from supervision.ground.signins import SignIn
from tests.cast import PASSWORD

DEVICES, END = "/me/devices/", "/me/devices/end"
PHONE = "Mozilla/5.0 (Linux; Android 10; HarmonyOS) AppleWebKit/537.36 Chrome/99 Mobile Safari/537.36 MicroMessenger/8"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120"


def signed_in(agent, name="guangxin"):
    client = Client(headers={"User-Agent": agent})
    assert client.post("/login", {"username": name, "password": PASSWORD}).status_code == 302
    client.get("/me/")
    return client


@pytest.fixture
def two(cast):
    return signed_in(PHONE), signed_in(DESK)


def row_of(client):
    return SignIn.objects.get(pk=client.session[signins.MARK])


def test_both_are_listed_by_what_they_are(two):
    page = two[1].get(DEVICES).content.decode()
    assert "鸿蒙设备 · 微信" in page and "Windows电脑 · Edge浏览器（本机）" in page
    assert page.count("退出该设备") == 1, "one does not show oneself out here"
    assert "退出其他全部设备" in page and "最近使用" in page


def test_one_is_shown_out(two):
    phone, desk = two
    row = row_of(phone)
    assert desk.post(END, {"device": row.pk}).status_code == 302
    assert phone.get("/me/").url == "/login?next=/me/"
    assert desk.get("/me/").status_code == 200
    row.refresh_from_db()
    assert row.ended_at and row.ended_why == "本人在其他设备上退出"
    assert Act.objects.filter(register="supervision.user", record=row.user_id, verb="结束登录").count() == 1
    assert desk.post(END, {"device": row.pk}).status_code == 404, "it is gone"


def test_all_others_are(two):
    phone, desk = two
    third = signed_in(PHONE)
    answer = desk.post(END, {"device": "others"}, follow=True).content.decode()
    assert "已退出其他" in answer
    assert phone.get("/me/").status_code == third.get("/me/").status_code == 302
    assert desk.get("/me/").status_code == 200
    assert "退出其他全部设备" not in desk.get(DEVICES).content.decode()


def test_another_person_s_is_not_there(cast, two):
    row = row_of(two[0])
    assert cast.xinzhou.post_to(END, {"device": row.pk}).status_code == 404
    assert "微信" not in cast.xinzhou.get(DEVICES).content.decode()
    cast.xinzhou.post_to(END, {"device": "others"})
    assert two[0].get("/me/").status_code == 200
    for odd in ("", "x", "9" * 40, "-1"):
        assert two[0].post(END, {"device": odd}).status_code == 404


def test_a_copy_in_the_cache_does_not_outlive_it(two):
    """While Redis was away the session could not be taken out of it: within a minute it is noticed all the same."""
    phone, desk = two
    key, kept = phone.session.session_key, dict(phone.session.items())
    desk.post(END, {"device": "others"})
    store = type(desk.session)()
    cache.set(f"{store.cache_key_prefix}{key}", kept | {signins.SEEN: kept[signins.SEEN] - 120}, 3600)
    assert phone.get("/me/").status_code == 302


def test_leaving_by_oneself_is_noted(two):
    row = row_of(two[0])
    two[0].post("/logout")
    row.refresh_from_db()
    assert row.ended_why == "本人退出"
    assert [one.row.pk for one in signins.open_of(row.user)][:1] == [row_of(two[1]).pk]


def test_anonymous_is_led_to_the_login(db):
    assert Client().get(DEVICES).url.startswith("/login")
    assert Client().post(END, {"device": "others"}).url.startswith("/login")
