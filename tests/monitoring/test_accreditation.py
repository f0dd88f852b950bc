"""A supervision sample is tested only where CMA and CATL are in force; risk monitoring goes on, with a warning."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Sample, TestOrder
from monitoring.vocabulary import Kind, OrderState, Verdict
from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.models import LaboratoryCertificate
from tests import make
from tests.monitoring import making

pytestmark = pytest.mark.django_db

SUPERVISED = {
    "kind": Kind.SUPERVISION, "batch": "B1", "seal": "F1", "price": 12,
    "sampler_1": "甲", "card_1": "1", "sampler_2": "乙", "card_2": "2",
}  # fmt: skip
LINES = {"腐霉利": "0.1", "毒死蜱": None}


def entered(sample, cast):
    order = TestOrder.objects.get(sample=sample)
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    lines = {row.analyte_id: making.line(None) for row in order.results.all()}
    return services.enter_results(order, by=cast.lab_tester.post, version=2, lines=lines, finish=True)


def lapse(until):
    with history.acting(None, "测试"):
        LaboratoryCertificate.objects.filter(kind="catl").update(last_day=until)


@pytest.mark.parametrize("until", [None, dt.date(2021, 10, 11)])
def test_it_is_not_sent_to_a_laboratory_without_both(cast, until):
    if until:
        making.certified(until=until)
    with pytest.raises(RuleViolation, match="CMA 和 CATL") as refused:
        making.sample(**SUPERVISED)
    assert refused.value.field == "laboratory"
    assert not Sample.objects.exists()


def test_with_both_it_is_tested(cast):
    making.certified()
    assert making.tested(making.sample(**SUPERVISED)).verdict == Verdict.PASS


def test_a_certificate_that_ran_out_meanwhile_refuses_the_report(cast):
    making.certified()
    order = entered(making.sample(**SUPERVISED), cast)
    lapse(dt.date(2021, 12, 19))
    url = reverse("monitoring:testorders-confirm", args=[order.pk])
    answer = cast.lab_verifier.post_to(url, {"version": order.version})
    assert answer.status_code == 422
    assert "不得承担监督抽查" in answer.content.decode()
    order.refresh_from_db()
    assert (order.state, order.sample.verdict) == (OrderState.ENTERED, Verdict.PENDING)
    lapse(dt.date(2021, 12, 20))
    services.confirm_result(order, by=cast.lab_verifier.post, version=order.version)
    assert order.state == OrderState.VERIFIED


def test_routine_monitoring_goes_on_with_a_warning(cast):
    order = entered(making.sample(), cast)
    page = cast.lab_verifier.get(reverse("monitoring:testorders-detail", args=[order.pk])).content.decode()
    assert "只作风险监测参考" in page
    services.confirm_result(order, by=cast.lab_verifier.post, version=order.version)
    making.certified()
    page = cast.guangxin.get(reverse("monitoring:testorders-detail", args=[order.pk])).content.decode()
    assert "只作风险监测参考" not in page


def test_many_at_once_obey_it_on_the_day_of_the_report(cast):
    making.certified(until=dt.date(2021, 10, 15))
    good = making.row(make.subject(), **SUPERVISED) | making.report(**LINES) | {"verdict_on": dt.date(2021, 10, 15)}
    late = good | {"batch": "B2", "verdict_on": dt.date(2021, 10, 16)}
    with pytest.raises(RuleViolation, match="第2行：承检机构在 2021-10-16"):
        services.record_samples([good, late], by=making.system())
    services.record_samples([good], by=making.system())
    assert Sample.objects.get().verdict == Verdict.PASS
