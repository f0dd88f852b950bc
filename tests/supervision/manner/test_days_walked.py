"""抽审: what is clean is taken over by 系统 once its workdays are over, and not a day before."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import acts, clock, history
from supervision.ground.desk import ReviewSweep, Taken, manner
from supervision.ground.history import Way
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol

from .maker import BAD, FRIDAY, paper, states, visits

pytestmark = pytest.mark.django_db


def test_day_by_day(cast):
    """Handed in on a Friday: five workdays end on the next Friday, whose whole day still counts."""
    paper(patrols="sampled")
    rows = visits(3)
    for day in range(10, 20):  # Friday to Sunday of the week after
        with clock.at(dt.date(2021, 12, day)):
            done = manner.take_over()
        assert (done, set(states(rows))) == ((3, {State.ACCEPTED}) if day == 18 else (0, {states(rows)[0]}))
        assert day >= 18 or set(states(rows)) == {State.SUBMITTED}


def test_it_says_that_it_was_the_system(cast):
    paper(patrols="sampled")
    (row,) = visits(1)
    with clock.at(FRIDAY + dt.timedelta(days=11)):
        manner.take_over()
    row.refresh_from_db()
    act = acts.on_record(row).first()
    assert (act.way, act.kind, act.post.role) == (Way.SYSTEM, "accepted", "system")
    assert row.accepted_by.role == "system" and row.is_reviewed
    assert row in Patrol.objects.reviewed()
    assert history.of(row)[0].verb == "系统审核（抽审）"


def test_twice_does_it_once(cast):
    paper(patrols="sampled")
    rows = visits(4)
    with clock.at(dt.date(2021, 12, 20)):
        assert (manner.take_over(), manner.take_over()) == (4, 0)
    assert {row.version for row in Patrol.objects.filter(pk__in=[row.pk for row in rows])} == {2}
    assert ReviewSweep.objects.count() == 1 and Taken.objects.count() == 4


def test_what_has_to_be_read_waits_for_a_person(cast):
    paper(patrols="free")
    fine, wrong = visits(1), visits(1, **BAD)
    transfer = visits(1, conclusion="transfer", problems="涉嫌使用禁用农药", answers={"records": "bad"})
    hurried = visits(10, apart=False, by="guangxin")
    with clock.at(dt.date(2021, 12, 20)):
        manner.take_over()
    assert states(fine) == [State.ACCEPTED]
    assert set(states(wrong + transfer + hurried)) == {State.SUBMITTED}


def test_what_was_sent_back_once_is_read_by_a_person(cast):
    from supervision.patrols.services.patrol import LIFE

    (row,) = visits(1)
    LIFE.return_(row, by=cast.guangxin.post, why="照片不清")
    LIFE.submit(row, by=cast.township.post)
    paper(patrols="free")
    manner.take_over()
    assert states([row]) == [State.SUBMITTED]


def test_without_a_paper_nothing_is_taken(cast):
    rows = visits(1)
    with clock.at(dt.date(2022, 6, 1)):
        assert manner.take_over() == 0
    assert states(rows) == [State.SUBMITTED]


def test_free_is_taken_at_once(cast):
    paper(patrols="free")
    rows = visits(2, on=clock.today())
    assert manner.take_over() == 2
    assert set(states(rows)) == {State.ACCEPTED} and not Taken.objects.filter(drawn=True).exists()


def test_the_same_questions_however_many(cast, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paper(patrols="sampled")
    asked = []
    for number in (2, 9):
        visits(number)
        with (
            clock.at(dt.date(2021, 12, 20)),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            manner.take_over()
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1


def test_a_fault_in_one_county_holds_up_no_other(cast, monkeypatch):
    from supervision.ground.desk.manner.services import taking

    paper(patrols="free")
    rows = visits(1)
    whole = taking._of_county

    def broken(register, county, *more):
        if county == "361102":
            raise RuntimeError("broken")
        return whole(register, county, *more)

    monkeypatch.setattr(taking, "_of_county", broken)
    assert manner.take_over() == 1 and states(rows) == [State.ACCEPTED]
