"""Both certificates have to be in force on the day of the report, from their first day on."""

import datetime as dt

import pytest

from monitoring import figures, services
from supervision.ground.measures import Period
from supervision.ground.records import State
from supervision.models import LaboratoryCertificate
from tests import make
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR, REPORTED = Period.of_year(2021), dt.date(2021, 10, 20)


def counted():
    row = making.row(make.subject()) | making.report(腐霉利="1") | {"verdict_on": REPORTED}
    [sample] = services.record_samples([row], by=making.system(), state=State.ACCEPTED)
    return figures.completion(YEAR)[GUANGXIN].counted == [sample.pk]


@pytest.mark.parametrize(
    ("kinds", "first_day", "counts"),
    [
        (("cma", "catl"), REPORTED, True),
        (("cma", "catl"), REPORTED + dt.timedelta(1), False),
        (("cma",), dt.date(2020, 1, 1), False),
        (("catl",), dt.date(2020, 1, 1), False),
    ],
)
def test_it_counts_with_both(cast, kinds, first_day, counts):
    held = making.certified().certificates
    LaboratoryCertificate.objects.filter(pk__in=held.values("pk")).update(first_day=first_day)
    LaboratoryCertificate.objects.exclude(kind__in=kinds).update(last_day=dt.date(2021, 10, 1))
    assert counted() is counts
