"""抽读 is asked of the record as it is now: no to-do that nobody can end."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock, history
from supervision.ground.desk import Taken
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.cast import SHAXI

from .maker import manner, paper, visits

pytestmark = pytest.mark.django_db
DRAWN, WAITS = "/supervision/review-manner/drawn/", "/todos/drawn/"


def taken(number=1):
    paper(patrols=("sampled", 5, 100))
    rows = visits(number)
    with clock.at(dt.date(2021, 12, 20)):
        manner.take_over()
    return rows


def count(*members):
    return [manner.to_read(member.post).count() for member in members]


def moved(row):
    """To 沙溪镇 of 信州区, as when a subject is taken over there."""
    at = make.region(SHAXI)
    with history.acting(None, "测试"):
        Patrol.objects.filter(pk=row.pk).update(region=at, township=at, county=at.county_id, managing_zone=None)


def test_what_has_moved_is_read_where_it_is(cast):
    (row,) = taken()
    assert count(cast.guangxin, cast.city, cast.xinzhou) == [1, 1, 0]
    moved(row)
    assert count(cast.guangxin, cast.zone, cast.city, cast.xinzhou) == [0, 0, 1, 1]
    assert cast.guangxin.post_to(f"{DRAWN}read/", {"register": "patrols"}).status_code == 404
    where = cast.xinzhou.post_to(f"{DRAWN}read/", {"register": "patrols"}).url
    assert cast.xinzhou.post_to(where, {"verb": "read", "row": row.pk}).status_code == 302
    assert Taken.objects.get().outcome == "fine" and count(cast.xinzhou, cast.city) == [0, 0]


def test_what_is_in_force_no_more_is_read_by_nobody(cast):
    (row,) = taken()
    with history.acting(None, "测试"):  # not by a person, who would end the draw
        Patrol.objects.filter(pk=row.pk).update(state=State.RETURNED, accepted_by=None, accepted_at=None)
    assert count(cast.guangxin, cast.city) == [0, 0]


def test_the_same_questions_however_many(cast, queries_of):
    taken(2)
    few = [queries_of(cast.guangxin, page) for page in (DRAWN, WAITS)]
    visits(7)
    with clock.at(dt.date(2021, 12, 21)):
        manner.take_over()
    assert count(cast.guangxin) == [9]
    assert [queries_of(cast.guangxin, page) for page in (DRAWN, WAITS)] == few


def test_the_lines_say_whose_it_is(cast):
    (row,) = taken()
    page = cast.guangxin.get(WAITS).content.decode()
    assert str(row.subject) in page and f"/supervision/patrols/{row.pk}/" in page and "12-20 由系统审核" in page
