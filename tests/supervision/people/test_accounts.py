"""账号岗位: whoever is appointed can sign in; the county appoints in its own place, the neighbour sees nothing."""

import datetime as dt
import re

import pytest

from supervision.grid.services.account import end_post, engage, first_password
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Organisation, Post, Role, User
from tests import make
from tests.cast import DONGTUAN, GUANGXIN, SHAXI, XINZHOU, settled

NEW = "/supervision/posts/new/"
PERSON = {
    "username": "zhangsan",
    "name": "张三",
    "role": "township_supervisor",
    "region": DONGTUAN,
    "since": "2021-12-01",
}


def appointed(by="guangxin_admin", **given):
    asked = PERSON | given
    asked["region"] = make.region(asked["region"]) if asked["region"] else None
    return engage(by=make.post(by), **asked | {"since": dt.date(2021, 12, 1)})


def test_a_new_person_gets_a_password_once(cast):
    page = cast.guangxin_admin.post_to(NEW, PERSON)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    [password] = re.findall(r"[a-z]{4}-[a-z]{4}-\d{4}", page.content.decode())
    post = Post.objects.get(user__username="zhangsan")
    assert (post.role, post.region.pk, post.organisation.kind) == ("township_supervisor", DONGTUAN, "township")
    client = settled("zhangsan", password)
    assert client.get("/supervision/subjects/").status_code == 200
    listed = cast.guangxin_admin.get("/supervision/posts/?q=张三").content.decode()
    assert "zhangsan" in listed and password not in listed


def test_passwords_differ_and_keep_the_rules(cast):
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    with pytest.raises(RuleViolation, match="密码") as refused:
        appointed(password="12345678")
    assert refused.value.field == "password"
    assert not User.objects.filter(username="zhangsan").exists()


def test_a_second_post_keeps_the_password(cast):
    _, first = appointed()
    post, again = appointed(role="village_assistant")
    assert first and not again
    assert post.user.posts.count() == 2
    assert post.user.check_password(first)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"region": SHAXI}, "region", "辖区"),
        ({"region": XINZHOU, "role": "county_officer"}, "region", "辖区"),
        ({"region": "361100", "role": "city_admin"}, "region", "辖区"),
        ({"region": GUANGXIN, "role": "city_admin"}, "role", "不能设置这个岗位"),
        ({"region": GUANGXIN, "role": "township_supervisor"}, "role", "不能设置这个岗位"),
        ({"role": "system"}, "role", "不能设置这个岗位"),
        ({"role": "producer"}, "subject", "所属监管对象"),
        ({"region": None}, "region", "任职地区"),
        ({"username": "system"}, "username", "不能使用"),
        ({"username": "guangxin"}, "username", "另一个人"),
        ({"username": "zhang san"}, "username", "用户名"),
        ({"role": "auditor", "region": GUANGXIN}, "organisation", "单位名称"),
    ],
)
def test_a_wrong_appointment_leaves_nothing_behind(cast, given, field, said):
    users, homes = User.objects.count(), Organisation.objects.count()
    with pytest.raises(RuleViolation, match=said) as refused:
        appointed(**given)
    assert refused.value.field == field
    assert (User.objects.count(), Organisation.objects.count()) == (users, homes)


def test_the_same_post_twice_is_refused(cast):
    appointed()
    with pytest.raises(RuleViolation, match="已任此岗位"):
        appointed()


def test_there_is_one_button_and_no_draft(cast):
    page = cast.guangxin_admin.get(NEW).content.decode()
    assert ">任命</button>" in page and "草稿" not in page


def test_the_page_offers_and_takes_no_city_role_in_a_county(cast):
    assert "市级管理员" not in cast.guangxin_admin.get(NEW).content.decode().split("<form", 2)[-1]
    answer = cast.guangxin_admin.post_to(NEW, PERSON | {"role": "city_admin", "region": "361100"})
    assert answer.status_code == 422 and {"role", "region"} <= set(answer.context["form"].errors)
    assert not User.objects.filter(username="zhangsan").exists()


def test_who_is_no_administrator_appoints_nobody(cast):
    for member in (cast.guangxin, cast.reviewer, cast.township, cast.auditor, cast.producer):
        assert member.get(NEW).status_code == member.post_to(NEW, PERSON).status_code == 403
    with pytest.raises(Forbidden):
        appointed(by="guangxin")


def test_a_producer_acts_for_its_subject(cast):
    one = make.subject()
    post, password = appointed(role="producer", region=None, subject=one, username="hezuoshe")
    client = settled("hezuoshe", password)
    assert client.get(f"/supervision/subjects/{one.pk}/").status_code == 200
    assert client.get(f"/supervision/subjects/{make.subject().pk}/").status_code == 404
    assert appointed(role="producer", region=None, subject=one, username="lisi")[0].organisation == post.organisation


def test_each_administrator_sees_his_own_place(cast):
    post, _ = appointed()
    neighbour, password = appointed(by="city", username="xinzhou_admin", role="county_admin", region=XINZHOU)
    client = settled("xinzhou_admin", password)
    for url in (f"/supervision/posts/{post.pk}/", f"/api/posts/{post.pk}/"):
        assert cast.guangxin_admin.get(url).status_code == cast.city.get(url).status_code == 200
        assert client.get(url).status_code == 404
    assert client.post(f"/supervision/posts/{post.pk}/act/end/", {"why": "试"}).status_code == 404
    assert cast.guangxin_admin.get(f"/supervision/posts/{neighbour.pk}/").status_code == 404
    assert "zhangsan" not in client.get("/supervision/posts/").content.decode()
    assert not Post.objects.visible_to(cast.city.post).filter(role=Role.SYSTEM).exists()


def settled_again(client):
    client.post("/login", {"username": "zhangsan", "password": "kahu-dengta-yueliang"})
    return client.get("/supervision/subjects/").status_code


def test_ending_a_post_shuts_the_door_at_once(cast):
    post, password = appointed()
    client = settled("zhangsan", password)
    url = f"/supervision/posts/{post.pk}/act/end/"
    assert cast.guangxin_admin.post_to(url, {"why": ""}).status_code == 422
    assert cast.guangxin_admin.post_to(url, {"why": "调离"}).status_code == 302
    assert Post.objects.get(pk=post.pk).until == dt.date(2021, 12, 19)
    assert client.get("/supervision/subjects/").url.startswith("/login"), "the log-in has ended with the post"
    assert settled_again(client) == 403, "and a new one opens nothing"
    assert "调离" in cast.guangxin_admin.get(f"/supervision/posts/{post.pk}/").content.decode()
    with pytest.raises(RuleViolation, match="已经结束"):
        end_post(Post.objects.get(pk=post.pk), by=cast.guangxin_admin.post, why="再来")


def test_one_given_by_mistake_is_never_held(cast):
    post = engage(by=cast.city.post, **PERSON | {"region": make.region(DONGTUAN), "since": dt.date(2021, 12, 20)})[0]
    assert not end_post(post, by=cast.city.post, why="选错了人").in_force()


def test_nobody_ends_his_own_or_a_higher_post(cast):
    with pytest.raises(RuleViolation, match="自己"):
        end_post(cast.guangxin_admin.post, by=cast.guangxin_admin.post, why="退休")
    with pytest.raises(RuleViolation, match="本辖区"):
        end_post(cast.city.post, by=cast.guangxin_admin.post, why="试试")


def test_a_password_that_the_policy_would_refuse_is_never_handed_out(monkeypatch):
    drawn = iter("bbxsybzs4283kmrtwqhd7395")
    monkeypatch.setattr("supervision.grid.services.account.secrets.choice", lambda signs: next(drawn))
    assert first_password() == "kmrt-wqhd-7395"
