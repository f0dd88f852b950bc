"""A harvest before the interval is over costs points, the small farmer's too; a missing paper does not."""

import datetime as dt

import pytest

from credit.models import CreditEntry
from credit.services import take_up
from supervision.ground import facts
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Kind, Product
from supervision.patrols.services.production import record_uses
from tests import make


@pytest.mark.parametrize("kind", [Kind.ENTERPRISE, Kind.SMALLHOLDER])
def test_the_interval_binds_everyone(cast, kind):
    one = make.subject(kind=kind)
    use = {
        "subject": one,
        "product": Product.objects.order_by("code").first(),
        "input_name": "吡虫啉",
        "dose": "30毫升/亩",
        "input_source": "乡农资店",
        "used_on": dt.date(2021, 9, 1),
        "interval_days": 7,
        "harvested_on": dt.date(2021, 9, 3),
    }
    record_uses([use], by=system_post(), state=State.ACCEPTED)
    take_up(facts.Fact.objects.filter(subject=one), by=system_post())
    entry = CreditEntry.objects.get(subject=one)
    assert (entry.rule, entry.name) == ("too_early", "未到安全间隔期（休药期）收获")
    assert entry.points < 0
