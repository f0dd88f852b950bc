"""A failure happened when the laboratory said so, weeks after the sampling: from that day it costs credit."""

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.facts import Fact
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def test_it_is_told_of_the_day_of_the_verdict_and_the_sampling_of_its_own(cast):
    days = dict(Fact.objects.live().of_source(making.failed()).values_list("kind", "on"))
    assert days == {"monitoring.failed": clock.today(), "monitoring.sampled": making.DAY}


def test_a_failure_that_a_correction_leaves_one_keeps_its_day(cast, settings):
    """What it costs, and the terms that run, began when it was first found."""
    sample = making.failed()
    settings.DEMO_TODAY = clock.today() + dt.timedelta(days=3)
    making.checked(making.corrected(sample, 腐霉利="61"))
    fact = Fact.objects.live().of_source(sample).get(kind="monitoring.failed")
    assert (fact.on, "腐霉利 61 mg/kg" in fact.summary) == (sample.verdict_on, True)


def test_a_failure_that_a_correction_finds_is_of_its_own_day(cast, settings):
    sample = making.accepted(making.tested(making.sample(), 腐霉利="0.61"))
    settings.DEMO_TODAY = clock.today() + dt.timedelta(days=3)
    making.checked(making.corrected(sample, papers=False, 腐霉利="6.1"))
    assert Fact.objects.live().of_source(sample).get(kind="monitoring.failed").on == clock.today()
