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
from supervision.patrols.services.patrol import LIFE
from tests import make

from .maker import paper, visits, words

pytestmark = pytest.mark.django_db


def sweep(paper, **more):
    item = paper.items.get(code="supervision_patrol")
    told = {"register": "supervision.patrol", "item": item, "manner": "free", "days": 5, "percent": 10, "seed": "s"}
    told |= {"day": dt.date(2021, 12, 20), "algorithm": "a", "before": 0, "drawn_before": 0} | more
    return ReviewSweep.objects.create(**told)


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
    Taken.objects.create(sweep=sweep(paper(patrols="free")), register="supervision.patrol", record=row.pk, version=7)
    refused(lambda: Patrol.objects.filter(pk=row.pk).update(state=State.ACCEPTED, accepted_by=system_post()))


def test_what_stands_alone_is_not_confirmed_by_the_system(cast):
    (row,) = visits(1)
    rows = Patrol.objects.filter(pk=row.pk)
    rows.update(state=State.ACCEPTED, accepted_by=cast.city.post, alone=True)
    refused(lambda: rows.update(alone=False, accepted_by=system_post()))
