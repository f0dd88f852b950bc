"""Only by a published paper does the database take 系统 for who accepted a record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import Error, transaction

from supervision.ground.desk import ReviewSweep, Taken
from supervision.ground.desk.manner import services
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE, record_patrols
from tests import make

from .maker import paper, visits, words

pytestmark = pytest.mark.django_db


def sweep(paper, **more):
    item = paper.items.get(code="supervision_patrol")
    told = {"register": "supervision.patrol", "item": item, "manner": "free", "days": 5, "percent": 10, "seed": "s"}
    told |= {"day": dt.date(2021, 12, 20), "algorithm": "a", "before": 0, "drawn_before": 0} | more
    return ReviewSweep.objects.create(**told)


def into(step, row, **more):
    """One row taken over in that step."""
    told = {"record": row.pk, "version": row.version, "county_id": row.county_id, "register": "supervision.patrol"}
    return Taken.objects.create(sweep=step, **(told | more))


def accepts(row):
    Patrol.objects.filter(pk=row.pk).update(state=State.ACCEPTED, accepted_by=system_post())


def refused(call):
    with pytest.raises(Error), transaction.atomic():
        call()


def test_no_statement_says_that_the_system_accepted(cast):
    (row,) = visits(1)
    rows = Patrol.objects.filter(pk=row.pk)
    refused(lambda: rows.update(state=State.ACCEPTED, accepted_by=system_post()))
    refused(lambda: LIFE.accept(row, by=system_post()))


def test_no_sweep_without_a_published_paper(cast):
    draft = services.draft(
        by=make.post("city"), name="草案", valid_from=dt.date(2021, 1, 1), items=words(patrols="free")
    )
    refused(lambda: sweep(draft))


def test_none_where_the_paper_says_one_by_one(cast):
    refused(lambda: sweep(paper(staff="free")))


def test_none_of_another_register(cast):
    refused(lambda: sweep(paper(patrols="free"), register="supervision.staff"))


def test_none_of_another_version(cast):
    (row,) = visits(1)
    into(sweep(paper(patrols="free"), county_id=row.county_id), row, version=7)
    refused(lambda: accepts(row))


def test_with_its_step_it_does(cast):
    """What the others are refused for is not the way of writing it."""
    (row,) = visits(1)
    into(sweep(paper(patrols="free"), county_id=row.county_id), row)
    accepts(row)


def test_none_into_the_step_of_another_county(cast):
    (row,) = visits(1)
    made = paper(patrols="free")
    for county in (None, "361102"):
        step = sweep(made, county_id=county)
        refused(lambda step=step: into(step, row))
        into(step, row, county_id=county, version=row.version + (county is None))
        refused(lambda: accepts(row))


@pytest.mark.django_db(transaction=True)
def test_none_into_a_step_of_before(cast):
    """The database dates the step: whoever adds a row to it, or accepts by it, comes with it or too late."""
    (row,) = visits(1)
    made, long_ago = paper(patrols="free"), dt.datetime(2021, 12, 20, tzinfo=dt.UTC)
    step = sweep(made, made_at=long_ago, county_id=row.county_id)
    assert ReviewSweep.objects.get(pk=step.pk).made_at > long_ago
    refused(lambda: into(step, row))
    with transaction.atomic():
        into(sweep(made, county_id=row.county_id), row)
    refused(lambda: accepts(row))


@pytest.mark.parametrize("day", [dt.date(2021, 5, 31), dt.date(2021, 11, 1)])
def test_none_on_a_day_on_which_the_paper_does_not_hold(cast, day):
    made = paper(patrols="free", since=dt.date(2021, 6, 1))
    paper(patrols="free", since=dt.date(2021, 11, 1))
    refused(lambda: sweep(made, day=day))
    sweep(made, day=dt.date(2021, 10, 31))


@pytest.mark.parametrize("told", [{"manner": "free"}, {"days": 4}, {"percent": 19}, {"manner": "each"}])
def test_none_looser_than_the_paper(cast, told):
    made = paper(patrols=("sampled", 5, 20))
    as_said = {"manner": "sampled", "days": 5, "percent": 20}
    refused(lambda: sweep(made, **(as_said | told)))
    sweep(made, **as_said)
    sweep(made, manner="sampled", days=9, percent=100)


def test_none_looser_than_the_county_has_it(cast):
    made = paper(patrols="free")
    own = paper("guangxin_admin", "guangxin", patrols=("sampled", 5, 20))
    refused(lambda: sweep(made, county_id=own.key))
    sweep(made, county_id=own.key, manner="sampled", percent=20)
    sweep(made, county_id="361102")


def test_nobody_enters_what_the_system_has_accepted(cast):
    """Only its own: lists that come with the release, or what a rule of the program enters."""
    (row,) = visits(1)
    rows = [{"subject": row.subject, "made_by": cast.township.post, "held_on": row.held_on, "conclusion": "pass"}]
    rows[0] |= {"answers": row.answers, "records_kept": "complete"}
    refused(lambda: record_patrols([rows[0] | {}], by=system_post(), state=State.ACCEPTED))
    del rows[0]["made_by"]
    (made,) = record_patrols(rows, by=system_post(), state=State.ACCEPTED)
    assert made.accepted_by_id == made.made_by_id == system_post().pk


def test_what_stands_alone_is_not_confirmed_by_the_system(cast):
    (row,) = visits(1)
    rows = Patrol.objects.filter(pk=row.pk)
    rows.update(state=State.ACCEPTED, accepted_by=cast.city.post, alone=True)
    refused(lambda: rows.update(alone=False, accepted_by=system_post()))
