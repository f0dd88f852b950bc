"""What the registers say is to be read, or has no result yet, 系统 leaves to people."""

from __future__ import annotations

import datetime as dt

import pytest

from monitoring.models import Sample
from supervision.ground import clock
from supervision.ground.desk import Selection
from supervision.ground.facts import Fact
from supervision.ground.records import State
from supervision.models import ProductionRecord
from supervision.patrols.services.production import record_use
from tests import make
from tests.monitoring import making
from tests.supervision.production.test_production import fields
from tests.supervision.review.conftest import picked_all

from .maker import manner, paper

pytestmark = pytest.mark.django_db
LATER = dt.date(2022, 1, 20)


def use(cast, name, **more):
    return record_use(by=cast.township.post, submit=True, **fields(make.subject(name), **more))


def taken(model, *rows):
    with clock.at(LATER):
        manner.take_over()
    return [model.objects.get(pk=row.pk).state == State.ACCEPTED for row in rows]


def test_a_harvest_that_came_too_early(cast):
    paper(productionrecords="free")
    early, fine = (use(cast, f"间隔期合作社{day}", harvested_on=dt.date(2021, 9, day)) for day in (5, 20))
    assert taken(ProductionRecord, early, fine) == [False, True]
    assert not Fact.objects.of_source(early).exists()


def test_all_leaves_a_harvest_that_came_too_early(cast):
    early, fine = (use(cast, f"间隔期合作社{day}", harvested_on=dt.date(2021, 9, day)) for day in (5, 20))
    picked_all(cast.guangxin, url="/supervision/productionrecords/")
    chosen = Selection.objects.get()
    assert set(chosen.ids) == {early.pk, fine.pk} and chosen.to_read == {early.pk: "未到间隔期收获"}


def test_a_sample_without_its_result(cast):
    paper(samples="free")
    pending = making.sample(subject=make.subject("待检合作社"))
    known = making.tested(making.sample(subject=make.subject("已检合作社")))
    quick = making.rapid(subject=make.subject("快检合作社"))
    assert taken(Sample, pending, known, quick) == [False, True, True]


def test_people_take_the_sampling_over_before_its_result(cast):
    assert making.accepted(making.sample()).state == State.ACCEPTED
