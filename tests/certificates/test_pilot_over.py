"""A pilot that has ended is none in the years after."""

import pytest

from certificates import figures
from certificates.models import Pilot
from supervision.ground import history
from supervision.ground.measures import Period

pytestmark = pytest.mark.django_db


def pilots_of(year):
    return {code for code, measure in figures.pilots(Period.of_year(year)).items() if measure.value}


def test_it_counts_up_to_its_last_year(cast):
    assert "361129" in pilots_of(2021)
    with history.acting(cast.city.post, "试点结束"):
        Pilot.objects.filter(county="361129").update(until_year=2020)
    assert "361129" in pilots_of(2020) and "361129" not in pilots_of(2021)
