"""Reports of a laboratory without both certificates stay out of completion and pass rate, and say why."""

import datetime as dt

import pytest

from monitoring import figures, services
from monitoring.offers import FIGURES
from supervision.ground.measures import Period
from supervision.ground.records import State
from tests import make
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)
WHY = "承检机构没有同时有效的CMA和CATL证书，报告不能采用"


def reported(*days):
    subject = make.subject()
    rows = [making.row(subject) | making.report(腐霉利="1") | {"verdict_on": day} for day in days]
    return services.record_samples(rows, by=making.system(), state=State.ACCEPTED)


@pytest.mark.parametrize("compute", [figures.completion, figures.pass_rate])
def test_the_day_of_the_report_counts(cast, compute):
    making.certified(until=dt.date(2021, 10, 20))
    good, late = reported(dt.date(2021, 10, 20), dt.date(2021, 10, 21))
    measure = compute(YEAR)[GUANGXIN]
    assert (measure.counted, measure.left_out) == ([good.pk], [(late.pk, WHY)])
    assert compute(YEAR, certified_only=False)[GUANGXIN].counted == [good.pk, late.pk]


def test_a_laboratory_nobody_registered_has_none(cast):
    [sample] = reported(dt.date(2021, 10, 20))
    for code in ("quantitative_completion", "pass_rate"):
        compute = next(i for i in FIGURES if i.code == code).compute
        assert compute(YEAR, {})[GUANGXIN].left_out == [(sample.pk, WHY)]
        assert compute(YEAR, {"certified_only": False})[GUANGXIN].counted == [sample.pk]


def test_without_a_report_the_sampling_day_counts(cast):
    making.certified(until=making.DAY)
    sample = making.accepted(making.sample())
    assert figures.completion(YEAR)[GUANGXIN].counted == [sample.pk]
