"""The first password is good for one thing: to be changed. Everything else stays closed, the API too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from shangrao_nongan.demo.accounts import usernames
from supervision.grid.services.account import engage
from supervision.ground import signins
from supervision.ground.acts import Act
from supervision.ground.people import User
from tests import make
from tests.cast import DONGTUAN, signed_in

NEW = "kahu-dengta-yueliang"


@pytest.fixture
def newcomer(cast):
    post, first = engage(
        by=make.post("guangxin_admin"), username="zhangsan", name="张三", role="township_supervisor",
        region=make.region(DONGTUAN), since=dt.date(2021, 12, 1),
    )  # fmt: skip
    return post.user, first, signed_in("zhangsan", first)


def changed(client, old, new=NEW):
    return client.post("/password", {"old_password": old, "new_password1": new, "new_password2": new})


def test_nothing_else_opens(newcomer):
    _user, _first, client = newcomer
    for url in ("/", "/supervision/subjects/", "/me/", "/me/devices/", "/supervision/unsent/"):
        answer = client.get(url)
        assert (answer.status_code, answer.get("Location")) == (302, "/password"), url
    assert client.post("/supervision/patrols/new/", {}).status_code == 302
    api = client.get("/api/subjects/")
    assert api.status_code == 403 and "请先修改密码" in api.json()["detail"]
    page = client.get("/password").content.decode()
    assert "请先修改初始密码" in page and "才能使用其他功能" in page


def test_with_an_own_one_all_is_open_and_other_devices_come_in_anew(newcomer):
    user, first, client = newcomer
    other = signed_in("zhangsan", first)
    assert changed(client, first).status_code == 302
    assert client.get("/supervision/subjects/").status_code == 200, "this device stays"
    assert client.get("/api/subjects/").status_code == 200
    assert other.get("/").url.startswith("/login")
    assert User.objects.get(pk=user.pk).password_changed_at is not None
    assert [one.row.ended_at for one in signins.open_of(user)] == [None]
    assert Act.objects.filter(register="supervision.user", record=user.pk, verb="修改密码", user=user).count() == 1
    assert Client().post("/login", {"username": "zhangsan", "password": first}).status_code == 200


def test_it_cannot_stay_the_same(newcomer):
    _user, first, client = newcomer
    answer = changed(client, first, first)
    assert answer.status_code == 200 and "新密码不能与原密码相同" in answer.content.decode()


def test_a_weak_one_is_told_at_its_own_field(newcomer):
    _user, first, client = newcomer
    errors = changed(client, first, "nongye2021x").context["form"].errors
    assert list(errors) == ["new_password1"] and "太常见" in str(errors)


def test_leaving_is_always_open(newcomer):
    client = newcomer[2]
    assert client.post("/logout").url == "/login"


def test_the_accounts_of_a_demonstration_keep_theirs_by_a_flag(cast, settings):
    User.objects.filter(username="guangxin").update(password_changed_at=None)
    user = User.objects.get(username="guangxin")
    assert "guangxin" in usernames()
    settings.FIRST_PASSWORD_STAYS = "shangrao_nongan.demo.accounts.usernames"
    assert not signins.must_change(user)
    assert signins.must_change(User(username="zhangsan", password=user.password))
    settings.FIRST_PASSWORD_STAYS = ""
    assert signins.must_change(user)


def test_a_name_without_any_password_has_nothing_to_change():
    user = User(username="nobody")
    user.set_unusable_password()
    assert not signins.must_change(user)


def test_the_present_password_is_not_tried_out_for_ever(cast):
    from shangrao_nongan.entrance import rules

    said = [changed(cast.producer.client, f"guess-{n}").content.decode() for n in range(rules.BY_PERSON + 1)]
    assert "登录失败次数过多" in said[-1] and "登录失败次数过多" not in said[-2]
