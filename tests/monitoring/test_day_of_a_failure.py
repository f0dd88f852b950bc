"""A failure happened when the laboratory said so, weeks after the sampling: from that day it costs credit."""

import pytest

from supervision.ground import clock
from supervision.ground.facts import Fact
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def test_it_is_told_of_the_day_of_the_verdict_and_the_sampling_of_its_own(cast):
    days = dict(Fact.objects.live().of_source(making.failed()).values_list("kind", "on"))
    assert days == {"monitoring.failed": clock.today(), "monitoring.sampled": making.DAY}
