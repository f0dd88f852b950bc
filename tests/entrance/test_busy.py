"""At most two passwords are worked out at once, and a crowd of strangers leaves a place for who is known."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from shangrao_nongan import cache as ours
from shangrao_nongan.entrance import hashing
from tests.cast import PASSWORD


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(hashing, "PATIENCE", 0.01)
    monkeypatch.setattr(hashing, "_everybody", hashing.Places(2, waiting=2))
    monkeypatch.setattr(hashing, "_strangers", hashing.Places(1, waiting=1))


def test_strangers_one_at_a_time_and_never_both_places(impatient):
    with hashing.a_place(known=False):
        with pytest.raises(hashing.Busy), hashing.a_place(known=False):
            raise AssertionError
        with hashing.a_place(known=True), pytest.raises(hashing.Busy), hashing.a_place(known=True):
            raise AssertionError
    with hashing.a_place(known=False), hashing.a_place(known=True):
        pass


def test_never_more_than_two_whoever_comes(monkeypatch):
    monkeypatch.setattr(hashing, "PATIENCE", 5)
    monkeypatch.setattr(hashing, "_everybody", hashing.Places(2, waiting=20))
    inside, most, told = [0], [0], threading.Lock()

    def come():
        with hashing.a_place(known=True):
            with told:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            threading.Event().wait(0.002)
            with told:
                inside[0] -= 1

    crowd = [threading.Thread(target=come) for _ in range(16)]
    [one.start() for one in crowd]
    [one.join() for one in crowd]
    assert most[0] == 2 and inside[0] == 0


def test_the_page_says_please_wait_and_keeps_the_name(cast, impatient):
    with hashing.a_place(known=False):
        answer = Client().post("/login", {"username": "guangxin", "password": PASSWORD})
    assert answer.status_code == 503 and answer["Retry-After"] == "2"
    page = answer.content.decode()
    assert "请稍候再试" in page and 'value="guangxin"' in page
    assert Client().post("/login", {"username": "guangxin", "password": PASSWORD}).status_code == 302, "nothing counted"


def test_without_redis_each_process_counts_for_itself(monkeypatch):
    from redis.exceptions import ConnectionError as Away

    def away(*asked):
        raise Away

    monkeypatch.setattr(ours.ForgivingRedisCache, "_tallied", away)
    monkeypatch.setattr(ours, "_alone", ours.Alone())
    kept = ours.ForgivingRedisCache("redis://nowhere", {})
    assert [kept.tally("a", 900)[0] for _ in range(3)] == [1, 2, 3]
    assert kept.tally("b", 900)[0] == 1
    assert kept.tally("a", 900, -1)[0] == 2
    assert 890 <= kept.tally("a", 900)[1] <= 900


def test_what_one_process_remembers_is_bounded_and_ends(monkeypatch):
    monkeypatch.setattr(ours, "MOST_COUNTED", 10)
    alone, now = ours.Alone(), [1000.0]
    monkeypatch.setattr(ours.time, "monotonic", lambda: now[0])
    for n in range(50):
        alone.tally(f"name{n}", 900, 1)
    assert len(alone._counts) == 10
    assert alone.tally("name49", 900, 1)[0] == 2
    now[0] += 901
    assert alone.tally("name49", 900, 1)[0] == 1
