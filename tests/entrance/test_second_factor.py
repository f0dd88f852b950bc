"""Who administrates proves a second thing at the log-in: asked for, set up, counted, and good once only."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from shangrao_nongan.entrance import rules
from supervision.ground import clock, history, signins
from supervision.ground.acts import Act
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post, Role, User
from supervision.ground.signins.second import totp
from supervision.management.command import NotDone
from tests.cast import PASSWORD

ADMIN = "guangxin_admin"


def user(name=ADMIN):
    return User.objects.get(username=name)


def step():
    return int(timezone.now().timestamp()) // totp.STEP


def password(client, name=ADMIN, onward=""):
    return client.post("/login", {"username": name, "password": PASSWORD, "next": onward})


@pytest.fixture
def secret(cast):
    """Set up: the first code was of the step before this one, so that the present one is still good."""
    told = totp.new_secret()
    assert signins.second.confirm(user(), told, totp.code(told, step() - 1), by=None)
    return told


def secret_on(client):
    """What the page gives the app."""
    return re.search(r"secret=([A-Z2-7]{32})", client.get("/me/second/").content.decode())[1]


def set_up(client, code, typed=PASSWORD):
    return client.post("/me/second/", {"code": code, "password": typed})


def codes_on(client):
    return re.findall(r"[A-Z2-7]{5}-[A-Z2-7]{5}", client.get("/me/second/codes").content.decode())


def past_grace(name=ADMIN):
    with history.acting(None, "测试"):
        row = signins.second.begin(user(name))
        signins.SecondFactor.objects.filter(pk=row.pk).update(asked_at=row.asked_at - dt.timedelta(days=15))


@pytest.mark.parametrize(
    ("moment", "told"),
    [(59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")],
)
def test_the_codes_are_those_of_the_standard(moment, told):
    """RFC 6238, appendix B."""
    assert totp.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", moment // totp.STEP, digits=8) == told


def test_the_password_alone_signs_nobody_in(secret):
    client = Client()
    answer = password(client, onward="/supervision/subjects/")
    assert (answer.status_code, answer.url) == (302, "/login/code")
    assert client.get("/supervision/subjects/").url.startswith("/login?")
    assert client.get("/api/subjects/").status_code in (401, 403)
    assert "验证码" in client.get("/login/code").content.decode()
    answer = client.post("/login/code", {"code": totp.code(secret, step())})
    assert (answer.status_code, answer.url) == (302, "/supervision/subjects/")
    assert client.get("/supervision/subjects/").status_code == 200
    assert client.get("/api/subjects/").status_code == 200


def test_a_code_opens_once(secret):
    code = totp.code(secret, step())
    first, again = Client(), Client()
    password(first), password(again)
    assert first.post("/login/code", {"code": code}).status_code == 302
    answer = again.post("/login/code", {"code": code})
    assert answer.status_code == 200 and "不正确或已用过" in answer.content.decode()


def test_the_code_without_the_password_opens_nothing(secret):
    assert Client().post("/login/code", {"code": totp.code(secret, step())}).url == "/login"


def test_wrong_codes_are_counted_and_a_right_password_gives_none_back(secret):
    client, said = Client(), []
    for _ in range(rules.BY_NAME + 1):
        password(client)
        said.append(client.post("/login/code", {"code": "000000"}).status_code)
    assert said == [200] * rules.BY_NAME + [429]
    assert client.post("/login/code", {"code": totp.code(secret, step())}).status_code == 429
    acts = Act.objects.filter(register="supervision.user", record=user().pk)
    assert acts.filter(verb="两步验证失败").count() == rules.BY_NAME
    assert acts.filter(verb="登录受限").count() == 1


def test_another_password_meanwhile_ends_the_waiting(secret):
    client = Client()
    password(client)
    with history.acting(None, "测试"):
        changed = user()
        changed.set_password("kahu-dengta-yueliang")
        changed.save()
    assert client.post("/login/code", {"code": totp.code(secret, step())}).url == "/login"


def test_a_recovery_code_opens_once_and_is_kept_as_a_digest(secret):
    codes = signins.second.handed_out(user(), by=None)
    assert len(set(codes)) == 10
    kept = signins.SecondFactor.objects.in_use().get(user=user())
    assert not [one for one in codes if one in str(kept.recovery)] and secret not in kept.secret_sealed
    for wanted in (302, 200):
        client = Client()
        password(client)
        assert client.post("/login/code", {"code": codes[3].lower()}).status_code == wanted
    assert signins.second.standing(user()).codes_left == 9
    assert Act.objects.filter(register="supervision.user", record=user().pk, verb="使用恢复码").count() == 1


def test_it_is_set_up_on_its_page(cast):
    client = cast.guangxin_admin.client
    page = client.get("/me/second/").content.decode()
    secret = secret_on(client)
    assert "<svg" in page and "otpauth://totp/" in page and "默认·待核对" in page
    assert secret in page.replace(" ", "")
    assert "验证码不正确" in set_up(client, "000000").content.decode()
    assert not signins.SecondFactor.objects.filter(user=user()).exists(), "looking and guessing leave nothing"
    assert set_up(client, totp.code(secret, step())).url == "/me/second/codes"
    assert len(codes_on(client)) == 10
    page = client.get("/me/second/").content.decode()
    assert secret not in page.replace(" ", "") and "10 个" in page


def test_an_open_screen_is_not_enough_to_set_it_up(cast):
    client = cast.guangxin_admin.client
    code = totp.code(secret_on(client), step())
    for typed in ("", "x"):
        assert "密码" in set_up(client, code, typed).content.decode()
    assert not signins.second.is_set(user())


def test_the_codes_are_read_again_until_they_are_written_down(cast):
    client = cast.guangxin_admin.client
    set_up(client, totp.code(secret_on(client), step()))
    told = codes_on(client)
    assert codes_on(client) == told, "F5"
    assert client.post("/me/second/codes").url == "/me/"
    assert client.get("/me/second/codes").url == "/me/second/"
    assert cast.city.client.get("/me/second/codes").url == "/me/second/", "another person's are nowhere"
    assert signins.second.proves(user(), told[0])


def test_another_phone_needs_the_password(cast, secret):
    client = cast.guangxin_admin.client
    assert "密码不正确" in client.post("/me/second/", {"password": "x", "do": "replace"}).content.decode()
    assert signins.second.is_set(user())
    assert client.post("/me/second/", {"password": PASSWORD, "do": "replace"}).status_code == 302
    assert not signins.second.is_set(user())
    assert client.get("/").url == "/me/second/", "and then it is set up first"
    assert secret_on(client) != secret


@pytest.mark.parametrize("name", ["city", "guangxin_admin", "auditor"])
def test_who_administrates_is_reminded_and_after_the_grace_sets_it_up_first(cast, name):
    client = Client()
    assert password(client, name).status_code == 302
    page = client.get("/").content.decode()
    assert "请启用两步验证" in page, "told, and let in"
    past_grace(name)
    assert client.get("/supervision/subjects/").status_code == 200, "asked at the next log-in"
    client = Client()
    password(client, name)
    assert client.get("/supervision/subjects/").url == "/me/second/"
    api = client.get("/api/subjects/")
    assert api.status_code == 403 and "两步验证" in api.json()["detail"]
    set_up(client, totp.code(secret_on(client), step()))
    assert client.get("/supervision/subjects/").status_code == 200


def test_the_grace_is_a_parameter(cast, settings):
    settings.SECOND_FACTOR_GRACE_DAYS = 30
    past_grace()
    client = Client()
    password(client)
    assert client.get("/supervision/subjects/").status_code == 200
    assert signins.second.grace_shown() == "30天（默认·待核对）"


@pytest.mark.parametrize("name", ["guangxin", "township", "producer"])
def test_others_are_not_asked(cast, name):
    client = Client()
    password(client, name)
    assert "两步验证" not in client.get("/").content.decode().replace('"/me/second/">两步验证', "")
    assert not signins.SecondFactor.objects.filter(user=user(name)).exists()


def test_the_accounts_of_a_demonstration_keep_the_password_alone(cast, settings):
    settings.FIRST_PASSWORD_STAYS = "shangrao_nongan.demo.accounts.usernames"
    with history.acting(None, "测试"):
        User.objects.filter(username="city").update(username="shiju")
    past_grace("shiju")
    client = Client()
    password(client, "shiju")
    assert client.get("/supervision/subjects/").status_code == 200
    settings.FIRST_PASSWORD_STAYS = ""
    client = Client()
    password(client, "shiju")
    assert client.get("/supervision/subjects/").url == "/me/second/"


def test_a_lost_one_is_reset_by_another_administrator(cast, secret):
    inside = Client()
    password(inside)
    inside.post("/login/code", {"code": totp.code(secret, step())})
    call_command("reset_second_factor", ADMIN, actor="city", why="手机遗失，已当面核实")
    assert inside.get("/supervision/subjects/").url.startswith("/login"), "other log-ins end"
    client = Client()
    assert password(client).url == "/"
    assert client.get("/").url == "/me/second/", "no second grace"
    act = Act.objects.get(register="supervision.user", record=user().pk, verb="重置两步验证")
    assert (act.post, act.why) == (cast.city.post, "手机遗失，已当面核实")
    assert "重置两步验证" in cast.auditor.get("/signins/").content.decode()


def test_who_also_has_a_post_above_is_reset_from_above(cast):
    officer, above, told = user("guangxin"), cast.city.post, totp.new_secret()
    assert signins.second.confirm(officer, told, totp.code(told, step()), by=None)
    with history.acting(None, "测试"):
        Post.objects.create(
            user=officer, organisation=above.organisation, role=Role.CITY_REVIEWER, since=clock.today()
        )
    with pytest.raises(Forbidden, match="上级"):
        signins.second.reset(officer, by=cast.guangxin_admin.post, why="遗失")
    signins.second.reset(officer, by=above, why="遗失")
    assert not signins.second.is_set(officer)


def test_nobody_resets_his_own_and_no_neighbour_another_s(cast, secret):
    with pytest.raises(Forbidden, match="不能重置自己"):
        signins.second.reset(user(), by=cast.guangxin_admin.post, why="遗失")
    for who in (cast.guangxin, cast.auditor, cast.township):
        with pytest.raises(Forbidden):
            signins.second.reset(user(), by=who.post, why="遗失")
    with pytest.raises(RuleViolation, match="不在您的辖区内"):
        signins.second.reset(user("city"), by=cast.guangxin_admin.post, why="遗失")
    with pytest.raises(RuleViolation, match="原因"):
        signins.second.reset(user(), by=cast.city.post, why=" ")
    with pytest.raises(NotDone, match="没有“nobody”"):
        call_command("reset_second_factor", "nobody", actor="city", why="遗失")
    assert signins.second.is_set(user())
