"""A retest that passes leaves nothing of the first report on the form: no ban either."""

import datetime as dt

import pytest

from monitoring import services
from monitoring.models import Sample
from monitoring.vocabulary import Verdict
from supervision.ground.people import Organisation, OrganisationKind
from tests.monitoring import making

pytestmark = pytest.mark.django_db
TOLD = dt.date(2021, 11, 1)


@pytest.mark.parametrize(("verdict", "banned"), [(Verdict.PASS, False), (Verdict.FAIL, True)])
def test_it_stands_only_while_the_sample_fails(cast, verdict, banned):
    sample = making.accepted(making.tested(making.sample(), 毒死蜱="0.5"))
    assert (sample.verdict, sample.banned) == (Verdict.FAIL, True)
    place = cast.city.post.region
    other = Organisation.objects.create(name="市检测中心", kind=OrganisationKind.LABORATORY, region=place)
    given = {"notified_on": TOLD, "applied_on": TOLD, "laboratory": other}
    retest = services.apply_retest(by=cast.guangxin.post, sample=sample, **given)
    services.conclude_retest(retest, by=cast.guangxin.post, verdict=verdict, report="FJ-1")
    assert Sample.objects.get().banned is banned
