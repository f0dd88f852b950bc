"""A harvest too early costs nobody anything before the record was accepted."""

import datetime as dt

from supervision.ground.facts import Fact
from supervision.patrols.services.production import record_use
from tests import make

from .test_production import fields


def test_submitted_it_is_silent(cast):
    made = record_use(by=cast.township.post, submit=True, **fields(make.subject(), harvested_on=dt.date(2021, 9, 5)))
    assert made.too_early and not Fact.objects.of_source(made).exists()
