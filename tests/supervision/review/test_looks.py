"""建议复看: far away, the same photo, many in few minutes, copied words. Seen by the reviewer, felt by nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import files
from supervision.ground.desk import Selection, looks
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.tables.patrol import PATROLS
from tests import make
from tests.house.scene import photo

from .conftest import URL, picked, picked_all, text_of

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2021, 12, 10, 12, tzinfo=dt.UTC)
WORDS = "大棚内有空农药瓶两个，已要求投入回收箱并登记台账"


def signs(*rows):
    fresh = list(Patrol.objects.filter(pk__in=[row.pk for row in rows]))
    return looks.looks(PATROLS, fresh)


@pytest.mark.parametrize(("distance", "said"), [(None, ""), (2000, ""), (2001, "距登记位置 2.0 公里")])
def test_far(distance, said):
    assert looks.far(distance) == said


@pytest.mark.parametrize(
    ("seconds", "found"),
    [
        ([30 * n for n in range(10)], 10),  # ten within four and a half minutes
        ([30 * n for n in range(9)], 0),
        ([34 * n for n in range(10)], 0),  # the tenth five minutes and six seconds after the first
        ([33 * n for n in range(10)], 10),
    ],
)
def test_hurried(seconds, found):
    told = looks.hurried((n, NOON + dt.timedelta(seconds=s)) for n, s in enumerate(seconds))
    assert len(told) == found


def test_only_those_in_the_hurry_are_told():
    quick = [(n, NOON + dt.timedelta(seconds=n)) for n in range(10)]
    told = looks.hurried([(99, NOON - dt.timedelta(hours=1)), *quick])
    assert set(told) == set(range(10)) and set(told.values()) == {10}


def test_a_visit_far_from_its_place(cast, visit):
    subject = make.subject(latitude="28.4", longitude="117.9", datum="WGS84")
    away = visit(subject=subject, latitude="28.5", longitude="117.9", accuracy=10)
    near = visit(subject=subject, latitude="28.4", longitude="117.9", accuracy=10)
    assert signs(away, near) == {away.pk: "距登记位置 11.1 公里"}


def test_the_same_photo_on_two_visits(cast, visit):
    one, two, three = visit(), visit(), visit()
    for row in (one, two):
        files.attach([photo()], to=row, by=cast.township.post)
    assert signs(one, two, three) == dict.fromkeys((one.pk, two.pk), "照片与另 1 条记录相同")
    assert signs(two) == {two.pk: "照片与另 1 条记录相同"}, "the other one need not be picked"


def test_a_photo_that_was_taken_off_counts_no_more(cast, visit):
    one, two = visit(submit=False), visit()
    for row in (one, two):
        files.attach([photo()], to=row, by=cast.township.post)
    again = Patrol.objects.get(pk=one.pk)
    keys = [file.pk for file in files.of(again)]
    files.remove(again, keys, by=cast.township.post, version=again.version, why="传错了")
    assert signs(two) == {}


def test_the_same_words_about_another_subject(cast, visit):
    subject = make.subject()
    one, again = visit(guidance=WORDS, subject=subject), visit(guidance=WORDS, subject=subject)
    assert signs(one, again) == {}, "of one subject it may be so"
    other = visit(guidance=WORDS)
    assert set(signs(one, again, other)) == {one.pk, again.pk, other.pk}
    assert "“指导意见”与另 1 条的文字完全相同" in signs(other)[other.pk]


def test_short_words_and_another_hand_are_no_copies(cast, visit):
    one, two = visit(guidance="符合要求"), visit(guidance="符合要求")
    mine, theirs = visit(guidance=WORDS), visit(guidance=WORDS, by=cast.guangxin)
    assert signs(one, two, mine, theirs) == {}


def test_they_are_read_first_and_never_taken_with_all(cast, visit):
    fine = visit(held_on=dt.date(2021, 12, 1))
    one, two = visit(guidance=WORDS), visit(guidance=WORDS)
    where = picked_all(cast.guangxin)
    assert Selection.objects.get().ids == [one.pk, two.pk, fine.pk]
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert [Patrol.objects.get(pk=row.pk).state for row in (fine, one, two)] == [
        State.ACCEPTED,
        State.SUBMITTED,
        State.SUBMITTED,
    ]


def test_only_the_reviewer_sees_it_and_nothing_follows(cast, visit):
    one, two = visit(guidance=WORDS), visit(guidance=WORDS)
    where = picked(cast.guangxin, one)
    assert "建议复看" in text_of(cast.guangxin.get(f"{where}read/?row={one.pk}"))
    for member in (cast.township, cast.guangxin, cast.city):
        for page in (URL, f"{URL}{one.pk}/", "/"):
            assert "复看" not in text_of(member.get(page))
    cast.guangxin.post_to(where, {"verb": "accept"})
    assert Patrol.objects.get(pk=one.pk).state == State.ACCEPTED, "ticked by itself, it is decided like any other"
    assert Patrol.objects.get(pk=two.pk).state == State.SUBMITTED


def test_the_same_number_of_questions_for_one_and_for_many(cast, visit, django_assert_max_num_queries):
    rows = [visit(guidance=WORDS) for _ in range(8)]
    with django_assert_max_num_queries(10):
        signs(*rows)
    with django_assert_max_num_queries(10):
        signs(rows[0])


def test_it_is_looked_for_around_its_days_only(cast, visit):
    """Bounded: what was written half a year before is not compared with."""
    visit(guidance=WORDS, held_on=dt.date(2021, 5, 1), late_why="补录")
    assert signs(visit(guidance=WORDS, held_on=dt.date(2021, 12, 1))) == {}


def test_along_an_index_of_the_days(cast, visit):
    """What is read of a large register is bounded by an index, not the whole of it."""
    from django.db import connection

    rows = [visit(guidance=WORDS), visit(guidance=WORDS)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = looks._around(PATROLS, rows).filter(guidance__in=[WORDS]).values("pk").explain()
    assert "Seq Scan on supervision_patrol" not in plan and "BitmapOr" in plan
