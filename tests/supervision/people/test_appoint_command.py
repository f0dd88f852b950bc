"""`appoint` makes the first administrator of a site that has nobody yet, and says in words what is wrong."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from supervision.ground.people import Post
from tests.cast import settled


def said(*asked, **more):
    out = StringIO()
    call_command("appoint", *asked, stdout=out, **more)
    return out.getvalue()


def test_the_first_administrator_signs_in_and_appoints_the_next(cast):
    told = json.loads(said("chen", "--role", "city_admin", "--at", "361100", "--name", "陈主任", "--json"))
    client = settled("chen", told["password"])
    assert client.get("/supervision/posts/new/").status_code == 200
    post = Post.objects.get(pk=told["post"])
    assert (post.user.name, post.role, post.region.pk) == ("陈主任", "city_admin", "361100")


def test_words_for_people(cast):
    home = ("--organisation", "广信区农业农村局")
    text = said("li", "--role", "县级管理员", "--at", "361104", "--name", "李科长", *home)
    assert "已任命：李科长（广信区农业农村局 县级管理员）" in text
    assert "首次登录密码（只显示这一次）" in text
    assert "密码不变" in said("li", "--role", "auditor", "--at", "361104", "--organisation", "广信区审计局")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("x", "--role", "king", "--at", "361100", "--name", "甲"), "没有“king”这个角色"),
        (("x", "--role", "producer", "--at", "361104", "--name", "甲"), "账号岗位"),
        (("x", "--role", "city_admin", "--at", "999999", "--name", "甲"), "没有代码为“999999”的地区"),
        (("x", "--role", "city_admin", "--at", "361104", "--name", "甲"), "不能设置这个岗位"),
        (("x", "--role", "city_admin", "--at", "361100"), "--name"),
        (("x", "--role", "county_admin", "--at", "361102", "--name", "甲", "--as", "guangxin_admin"), "辖区"),
        (("x", "--role", "county_admin", "--at", "361104", "--name", "甲", "--as", "guangxin"), "没有此操作的权限"),
    ],
)
def test_what_is_wrong_is_said(cast, asked, sentence):
    with pytest.raises(CommandError, match=sentence):
        said(*asked)
    assert not Post.objects.filter(user__username="x").exists()


def test_a_password_typed_at_the_terminal(cast, monkeypatch):
    from supervision.management.commands import appoint

    typed = iter(["Kf8-tulip-2021", "Kf8-tulip-2021", "one-thing-1", "another-1"])
    monkeypatch.setattr(appoint.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(appoint, "getpass", lambda prompt: next(typed))
    assert "Kf8-tulip-2021" in said("wang", "--role", "county_admin", "--at", "361104", "--name", "王")
    with pytest.raises(CommandError, match="不一致"):
        said("zhao", "--role", "county_admin", "--at", "361104", "--name", "赵")
