"""Pressed twice, the first password is not lost: it is said that the appointment stands, and a new one can be had."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest

from supervision.grid.services.account import engage, renew
from supervision.ground import signins
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Organisation, Post, Role, appoint
from tests import make
from tests.cast import DONGTUAN, settled, signed_in

from .test_accounts import NEW, PERSON

SHOWN = re.compile(r"[a-z]{4}-[a-z]{4}-\d{4}")


@pytest.fixture
def person(cast):
    return engage(
        by=make.post("guangxin_admin"), username="zhangsan", name="张三", role="township_supervisor",
        region=make.region(DONGTUAN), since=dt.date(2021, 12, 1),
    )  # fmt: skip


def address(post):
    return f"/supervision/posts/{post.pk}/first-password/"


def test_the_second_press_says_so_and_leads_to_a_new_one(cast):
    sent = PERSON | {"client_key": str(uuid.uuid4())}
    [lost] = SHOWN.findall(cast.guangxin_admin.post_to(NEW, sent).content.decode())
    page = cast.guangxin_admin.post_to(NEW, sent).content.decode()
    post = Post.objects.get(user__username="zhangsan")
    assert "刚刚已任命，没有重复办理" in page and address(post) in page and lost not in page
    assert "原来的密码随即失效" in cast.guangxin_admin.get(address(post)).content.decode()
    answer = cast.guangxin_admin.post_to(address(post))
    [new] = SHOWN.findall(answer.content.decode())
    assert new != lost and "no-store" in answer["Cache-Control"]
    settled("zhangsan", new)
    with pytest.raises(AssertionError, match="does not open"):
        signed_in("zhangsan", lost)


def test_whoever_has_an_own_password_is_not_offered_a_new_one_by_a_second_press(cast, person):
    _post, first = person
    settled("zhangsan", first)
    sent = PERSON | {"role": "village_assistant", "client_key": str(uuid.uuid4())}
    cast.guangxin_admin.post_to(NEW, sent)
    page = cast.guangxin_admin.post_to(NEW, sent).content.decode()
    assert "没有重复办理" in page and "重发初始密码" not in page


def test_it_is_offered_on_the_page_of_the_post_to_who_may(cast, person):
    post, _ = person
    url = f"/supervision/posts/{post.pk}/"
    assert address(post) in cast.guangxin_admin.get(url).content.decode()
    assert address(post) not in cast.auditor.get(url).content.decode()


def test_a_new_one_ends_every_log_in_and_has_to_be_changed(cast, person):
    post, first = person
    client = settled("zhangsan", first)
    new = renew(post, by=cast.guangxin_admin.post)
    assert client.get("/").url.startswith("/login")
    assert signed_in("zhangsan", new).get("/").url == "/password"


def test_the_neighbour_finds_nothing_and_others_may_not(cast, person):
    post, _ = person
    neighbour, first = engage(
        by=cast.city.post, username="xz_admin", name="李四", role="county_admin", region=make.region("361102"),
        since=dt.date(2021, 12, 1),
    )  # fmt: skip
    there = settled("xz_admin", first)
    for asked in (there.get, there.post):
        assert asked(address(post)).status_code == 404
    for member in (cast.guangxin, cast.township, cast.auditor, cast.reviewer):
        assert member.get(address(post)).status_code == member.post_to(address(post)).status_code == 403
    with pytest.raises(RuleViolation, match="没有此操作的权限"):
        renew(post, by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="辖区"):
        renew(neighbour, by=cast.guangxin_admin.post)


def test_nobody_comes_by_a_higher_post_in_this_way(cast, person):
    """A password opens all posts of a person: also the one in the city."""
    post, first = person
    home = Organisation.objects.get(kind="bureau", region="361100")
    appoint(user=post.user, organisation=home, role=Role.CITY_ADMIN, since=dt.date(2021, 1, 1), by=cast.city.post)
    with pytest.raises(RuleViolation, match="请由上级管理员"):
        renew(post, by=cast.guangxin_admin.post)
    post.user.refresh_from_db()
    assert post.user.check_password(first)
    assert renew(post, by=cast.city.post) != first


def test_not_for_oneself_nor_for_who_has_left(cast, person):
    post, _ = person
    with pytest.raises(RuleViolation, match="自己"):
        renew(cast.guangxin_admin.post, by=cast.guangxin_admin.post)
    Post.objects.filter(pk=post.pk).update(until=dt.date(2021, 12, 2))
    post.refresh_from_db()
    with pytest.raises(RuleViolation, match="已不在任"):
        renew(post, by=cast.guangxin_admin.post)


def test_an_administrator_shows_a_person_out(cast, person):
    post, first = person
    client, url = settled("zhangsan", first), f"/supervision/posts/{post.pk}/act/show-out/"
    assert cast.guangxin_admin.post_to(url, {"why": ""}).status_code == 422
    assert client.get("/").status_code == 200
    assert cast.guangxin_admin.post_to(url, {"why": "手机丢失"}).status_code == 302
    assert client.get("/").url.startswith("/login")
    assert "手机丢失" in cast.guangxin_admin.get("/signins/").content.decode()
    assert signins.open_of(post.user) == []
    assert cast.guangxin.post_to(url, {"why": "试"}).status_code == 403
