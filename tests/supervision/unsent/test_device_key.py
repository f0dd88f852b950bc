"""The key that seals what is kept on a device: one for each person and device, given to nobody who is not logged in."""

from __future__ import annotations

DEVICE, OTHER = "0" * 32, "1" * 32
KEY = "/supervision/unsent/key/"


def asked(member, device=DEVICE):
    return member.get(KEY, {"device": device}).json()


def test_it_is_the_same_for_the_same_person_on_the_same_device(cast):
    assert asked(cast.township) == asked(cast.township)


def test_it_is_another_for_another_person_and_on_another_device(cast):
    keys = {asked(cast.township)["key"], asked(cast.guangxin)["key"], asked(cast.township, OTHER)["key"]}
    assert len(keys) == 3
    assert asked(cast.township)["who"] == asked(cast.township, OTHER)["who"] != asked(cast.guangxin)["who"]


def test_who_has_logged_out_is_not_given_it(cast):
    cast.township.client.post("/logout")
    answer = cast.township.get(KEY, {"device": DEVICE}, headers={"X-Na-Script": "1"})
    assert answer.status_code == 401
    assert "key" not in answer.json()


def test_a_device_must_be_named(cast):
    assert cast.township.get(KEY).status_code == 404
    assert cast.township.get(KEY, {"device": "../" + DEVICE}).status_code == 404
