"""The home page's numbers are worked out once a minute for a place, and one county's are never another's."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.core.cache import cache
from django.utils import timezone

from shangrao_nongan.home import board, kept
from supervision.ground import clock
from tests import make
from tests.cast import MEMBERS


@pytest.fixture
def key():
    return f"test:{uuid.uuid4()}"


@pytest.fixture
def counted(monkeypatch):
    """How often a board is worked out; and nothing of another test's is there."""
    mine, asked, real, key_of = uuid.uuid4().hex, [], board.board, kept.key_of

    def work_out(post, *, year):
        asked.append((post.pk, year))
        return real(post, year=year)

    monkeypatch.setattr(board, "board", work_out)
    monkeypatch.setattr(kept, "key_of", lambda post, year: f"{mine}:{key_of(post, year)}")
    return asked


def aged(post, seconds, year=2021):
    key = kept.key_of(post, year)
    found = cache.get(key)
    cache.set(key, kept.Kept(found.value, found.at - dt.timedelta(seconds=seconds)), 900)


def test_the_second_look_works_nothing_out_and_says_the_time(cast, counted):
    first, second = (cast.guangxin.get("/") for _ in range(2))
    assert len(counted) == 1
    at = timezone.localtime(second.context["numbers_at"])
    for answer in (first, second):
        assert f"数据 {at:%H:%M} 计算" in answer.content.decode()
    assert first.context["board"].totals == second.context["board"].totals
    assert cast.guangxin_admin.get("/").status_code == 200
    assert len(counted) == 1, "a colleague of the same place sees the same"


def test_after_a_minute_it_is_worked_out_anew(cast, counted):
    cast.guangxin.get("/")
    aged(cast.guangxin.post, 59)
    cast.guangxin.get("/")
    assert len(counted) == 1
    aged(cast.guangxin.post, 2)
    cast.guangxin.get("/")
    assert len(counted) == 2


def test_another_year_and_another_day_are_others(cast, counted):
    post = cast.guangxin.post
    assert len({kept.key_of(post, year) for year in (2020, 2021, 2022)}) == 3
    today = kept.key_of(post, 2021)
    with clock.at(dt.date(2021, 12, 21)):
        assert kept.key_of(post, 2021) != today


def test_one_key_is_one_set_of_numbers_and_links(cast, counted):
    """Whoever shares a key would have been shown exactly the same; everybody of the cast is asked."""
    shown = {}
    for name in MEMBERS:
        post = getattr(cast, name).post
        if not board.places_of(post):
            continue
        mine = kept._plain(board.board(post, year=2021))
        other = shown.setdefault(kept.key_of(post, 2021), mine)
        assert mine == other, name
    assert len(shown) >= 4


def test_a_county_is_never_shown_its_neighbour(cast, counted):
    for member in (cast.guangxin, cast.xinzhou, cast.city, cast.township):
        member.get("/")
    places = {name: {place.pk for place in getattr(cast, name).get("/").context["board"].places} for name in
              ("guangxin", "xinzhou", "township")}  # fmt: skip
    assert places == {"guangxin": {"361104"}, "xinzhou": {"361102"}, "township": {"361104"}}
    links = cast.township.get("/").context["board"].totals.values()
    assert not any(cell.url for cell in links), "a township reads its county's numbers and opens none"
    assert any(cell.url for cell in cast.guangxin.get("/").context["board"].totals.values())


def test_to_dos_are_one_s_own_and_of_now(cast, counted):
    def said():
        return sum(one.count for one in cast.guangxin.get("/").context["waiting"])

    before = said()
    make.patrol(state="submitted") if hasattr(make, "patrol") else make.subject(state="submitted")
    assert said() > before, "at once, not after a minute"


def test_many_who_ask_at_once_let_one_work_it_out(key):
    made, begun, go = [], threading.Event(), threading.Event()

    def slow():
        made.append(1)
        begun.set()
        go.wait(5)
        return "numbers"

    found = []
    crowd = [threading.Thread(target=lambda: found.append(kept.once(key, slow).value)) for _ in range(8)]
    crowd[0].start()
    begun.wait(5)
    [one.start() for one in crowd[1:]]
    go.set()
    [one.join(10) for one in crowd]
    assert found == ["numbers"] * 8 and len(made) == 1


def test_while_a_newer_one_is_made_the_last_one_is_shown(key):
    old = kept.Kept("old", timezone.now() - dt.timedelta(seconds=90))
    cache.set(key, old, 900)
    cache.add(f"{key}:making", 1, 20)
    assert kept.once(key, lambda: pytest.fail("somebody else is at it")) == old
    cache.delete(f"{key}:making")
    assert kept.once(key, lambda: "new").value == "new"


def test_who_fails_does_not_keep_the_others_waiting(key):
    with pytest.raises(ZeroDivisionError):
        kept.once(key, lambda: 1 / 0)
    assert kept.once(key, lambda: "numbers").value == "numbers"


def test_without_redis_everybody_works_it_out(monkeypatch, key):
    monkeypatch.setattr(cache, "get", lambda *asked: None)
    monkeypatch.setattr(cache, "set", lambda *asked: None)
    monkeypatch.setattr(cache, "add", lambda *asked: True)
    assert [kept.once(key, lambda n=n: n).value for n in range(3)] == [0, 1, 2]
