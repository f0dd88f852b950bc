"""Use, interval, harvest: too early is kept and flagged, and told on acceptance."""

import datetime as dt

import pytest

from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Product
from supervision.models import ProductionRecord
from supervision.patrols.rules.production import harvested_too_early
from supervision.patrols.services.production import accept_use, record_use, record_uses
from tests import make

USED = dt.date(2021, 9, 1)


def fields(subject, **more):
    given = {
        "subject": subject,
        "product": Product.objects.order_by("code").first(),
        "input_name": "吡虫啉",
        "dose": "30毫升/亩",
        "input_source": "乡农资店",
        "used_on": USED,
        "interval_days": 7,
    }
    return given | more


@pytest.mark.parametrize(
    ("interval", "harvested", "early"),
    [(7, None, False), (7, dt.date(2021, 9, 7), True), (7, dt.date(2021, 9, 8), False), (0, USED, False)],
)
def test_the_interval(interval, harvested, early):
    assert harvested_too_early(USED, interval, harvested) is early


def test_too_early_is_flagged_and_told_when_accepted(cast):
    made = record_use(by=cast.township.post, submit=True, **fields(make.subject(), harvested_on=dt.date(2021, 9, 5)))
    assert made.too_early
    accept_use(made, by=cast.guangxin.post)
    assert Fact.objects.live().of_source(made).get().kind == "production.too_early"


def test_a_producer_writes_only_his_own(cast):
    own = cast.producer.post.organisation.subject
    assert record_use(by=cast.producer.post, submit=True, **fields(own)).pk
    with pytest.raises(RuleViolation) as refused:
        record_use(by=cast.producer.post, **fields(make.subject()))
    assert refused.value.field == "subject"


def test_harvest_before_use_is_refused(cast):
    with pytest.raises(RuleViolation) as refused:
        record_use(by=cast.township.post, **fields(make.subject(), harvested_on=dt.date(2021, 8, 31)))
    assert refused.value.field == "harvested_on"


def test_many_at_once(cast):
    subject = make.subject()
    made = record_uses([fields(subject, harvested_on=dt.date(2021, 9, 3))] * 20, by=system_post(), state=State.ACCEPTED)
    assert all(use.too_early for use in made)
    assert Fact.objects.live().filter(subject=subject, kind="production.too_early").count() == 20


def test_the_register(cast):
    made = record_use(by=cast.township.post, submit=True, **fields(make.subject(), harvested_on=dt.date(2021, 9, 5)))
    assert made.number in cast.guangxin.get("/supervision/productionrecords/?too_early=1").content.decode()
    assert cast.xinzhou.get(f"/supervision/productionrecords/{made.pk}/").status_code == 404
    assert cast.producer.get("/supervision/productionrecords/new/").status_code == 200
    assert ProductionRecord.objects.get(pk=made.pk).township_id == "361104290"
