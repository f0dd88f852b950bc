"""Tries to log in are counted so that nobody can turn the limit against others."""

from __future__ import annotations

import pytest
from django.test import Client

from shangrao_nongan.entrance import rules
from supervision.ground.acts import Act
from tests.cast import PASSWORD

WRONG = "wrong-one-2021"


def tried(client, name, password=WRONG, address="203.0.113.9"):
    return client.post("/login", {"username": name, "password": password}, REMOTE_ADDR=address)


def hammered(name, times, **more):
    return [tried(Client(), name, **more).status_code for _ in range(times)]


def known_device(name):
    client = Client()
    assert tried(client, name, PASSWORD, "198.51.100.1").status_code == 302
    client.post("/logout")
    return client


def test_a_stranger_who_hammers_a_name_is_stopped(cast):
    assert hammered("guangxin", rules.BY_NAME + 3) == [200] * rules.BY_NAME + [429] * 3
    answer = tried(Client(), "guangxin", PASSWORD, "198.51.100.77")
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 60
    page = answer.content.decode()
    assert "这个账号登录失败次数过多，请 15 分钟后再试" in page
    assert 'value="guangxin"' in page, "the name that was typed stays"


def test_the_person_on_the_own_device_is_never_shut_out_by_a_stranger(cast):
    mine = known_device("guangxin")
    hammered("guangxin", rules.BY_NAME + 1)
    assert tried(Client(), "guangxin", PASSWORD).status_code == 429, "a stranger, even with the password"
    assert tried(mine, "guangxin", PASSWORD).status_code == 302


def test_nor_by_a_whole_office_behind_the_same_address(cast):
    mine, address = known_device("guangxin"), "203.0.113.50"
    for n in range(rules.BY_ADDRESS):
        tried(Client(), f"nobody{n}", address=address)
    assert tried(Client(), "township", PASSWORD, address).status_code == 429
    assert tried(mine, "guangxin", PASSWORD, address).status_code == 302


def test_one_password_over_many_names_is_stopped_by_its_address(cast):
    answers = [tried(Client(), f"name{n}") for n in range(rules.BY_ADDRESS + 2)]
    assert [one.status_code for one in answers] == [200] * rules.BY_ADDRESS + [429] * 2
    assert "您所在的网络登录失败次数过多" in answers[-1].content.decode()
    assert tried(Client(), "guangxin", PASSWORD, "198.51.100.3").status_code == 302, "from elsewhere it is as ever"


def test_a_known_device_has_its_own_limit(cast):
    mine = known_device("guangxin")
    answers = [tried(mine, "guangxin").status_code for _ in range(rules.BY_DEVICE + 1)]
    assert answers == [200] * rules.BY_DEVICE + [429]
    assert tried(Client(), "guangxin", PASSWORD).status_code == 302, "and a new device is not shut out by it"


def test_a_device_is_known_for_its_own_names_only(cast):
    mine = known_device("guangxin")
    assert [tried(mine, "township").status_code for _ in range(rules.BY_NAME + 1)][-1] == 429
    forged = Client()
    forged.cookies["na_device"] = mine.cookies["na_device"].value[:-1] + "x"
    hammered("guangxin", rules.BY_NAME)
    assert tried(forged, "guangxin", PASSWORD).status_code == 429


def test_who_comes_in_is_not_counted(cast):
    assert [tried(Client(), "guangxin", PASSWORD).status_code for _ in range(rules.BY_NAME + 3)].count(302) == 8


def test_a_name_that_nobody_has_is_answered_like_any_other(cast):
    real, made_up = hammered("guangxin", rules.BY_NAME + 1), hammered("nobody-of-ours", rules.BY_NAME + 1)
    assert real == made_up
    ours, theirs = (tried(Client(), name, address="192.0.2.8").content.decode() for name in ("market", "market-x"))
    wrong = "请输入一个正确的"
    assert (wrong in ours) == (wrong in theirs)
    assert "market-x" in theirs and theirs.replace("market-x", "market").count("na-flash") == ours.count("na-flash")


def test_failures_are_acts_for_the_auditor(cast):
    hammered("guangxin", rules.BY_NAME + 4)
    found = Act.objects.filter(register="supervision.user", record=cast.guangxin.user.pk)
    assert found.filter(verb="登录失败").count() == rules.BY_NAME
    assert found.filter(verb="登录受限").count() == 1, "said once"
    assert "203.0.113.9" in found.filter(verb="登录失败")[0].why


def test_what_was_typed_as_a_name_is_not_kept(cast):
    tried(Client(), "my-secret-password")
    act = Act.objects.filter(register="supervision.user", record=0).latest("id")
    assert act.verb == "登录失败" and "my-secret" not in act.why and "没有这个用户名" in act.why


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("no address", "unknown"),
        ("", "unknown"),
    ],
)
def test_of_a_long_address_the_line_counts(address, network):
    assert rules.network(address) == network
