"""A retest that passes leaves nothing of the first report on the form: no ban either."""

import datetime as dt

import pytest

from monitoring import services
from monitoring.models import Retest, Sample
from monitoring.vocabulary import Verdict
from supervision.ground import clock
from tests.monitoring import making

pytestmark = pytest.mark.django_db
TOLD = dt.date(2021, 11, 1)


@pytest.mark.parametrize(
    ("again", "verdict", "banned"), [({}, Verdict.PASS, False), ({"毒死蜱": "0.4"}, Verdict.FAIL, True)]
)
def test_it_stands_only_while_the_sample_fails(cast, again, verdict, banned):
    sample = making.accepted(making.tested(making.supervised(), 毒死蜱="0.5"))
    assert (sample.verdict, sample.banned) == (Verdict.FAIL, True)
    with clock.at(dt.date(2021, 12, 20)):
        making.served(sample, clock.today())
        given = {"applied_on": clock.today(), "why": "有异议"}
        retest = services.apply_retest(by=cast.guangxin.post, sample=Sample.objects.get(), **given)
        services.accept_retest(retest, by=cast.city.post)
        home, tester, verifier = making.second_laboratory()
        services.commission_retest(Retest.objects.get(), by=cast.city.post, laboratory=home)
        making.judged(Retest.objects.get().order, tester=tester, verifier=verifier, **again)
    sample = Sample.objects.get()
    assert (sample.verdict, sample.banned) == (verdict, banned)
