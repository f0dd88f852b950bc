"""One person tests, another verifies, the verdict follows from the lists, and then nothing changes any more."""

from decimal import Decimal

import pytest
from django.db import Error, transaction

from monitoring import services
from monitoring.models import Result, Sample, TestOrder
from monitoring.services.entering import BadLines
from monitoring.vocabulary import Found, OrderState, Verdict
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.facts import Fact, Severity
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast):
    order = TestOrder.objects.get(sample=making.sample())
    return services.receive_order(order, by=cast.lab_tester.post, version=1, condition="封条完好")


def lines(order, **found):
    names = order.results.select_related("analyte")
    return {row.analyte_id: making.line(found.get(row.analyte.name)) for row in names}


def test_a_verdict_by_the_edition_of_the_sampling_day(cast):
    passed = making.tested(making.sample(), 腐霉利="1.3")
    failed = making.tested(making.sample(sampled_on=making.DAY.replace(month=6)), 腐霉利="1.3")
    assert (passed.verdict, failed.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert failed.failed_items == "腐霉利 1.3 mg/kg"
    assert "GB 2763-2019" in Result.objects.get(order__sample=failed, analyte__name="腐霉利").why


def test_nobody_verifies_his_own_result(cast, order):
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines=lines(order), finish=True)
    with pytest.raises(Forbidden):
        services.confirm_result(order, by=cast.lab_tester.post, version=3)
    order.tested_by = cast.lab_verifier.post
    order.save()
    with pytest.raises(RuleViolation, match="检测人以外"):
        services.confirm_result(order, by=cast.lab_verifier.post, version=3)


def test_another_laboratory_or_a_county_may_not_touch_it(cast, order):
    for stranger in (cast.guangxin, cast.city, cast.township):
        with pytest.raises(Forbidden):
            services.enter_results(order, by=stranger.post, version=2, lines={}, finish=False)
    order.laboratory = cast.city.post.organisation
    with pytest.raises(Forbidden, match="不是委托给贵机构"):
        services.enter_results(order, by=cast.lab_tester.post, version=2, lines={}, finish=False)


def test_half_a_report_may_be_kept_but_not_handed_in(cast, order):
    half = {making.code("腐霉利"): making.line("0.1")}
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines=half, finish=False)
    with pytest.raises(BadLines) as bad:
        services.enter_results(order, by=cast.lab_tester.post, version=3, lines={}, finish=True)
    assert list(bad.value.lines) == [making.code("毒死蜱")]
    order.refresh_from_db()
    assert (order.state, order.version) == (OrderState.RECEIVED, 3)


def test_not_detected_needs_its_limit_of_detection(cast, order):
    wrong = {making.code("腐霉利"): {"found": Found.NOT_DETECTED, "value": None, "lod": None}}
    with pytest.raises(BadLines, match="1 个项目"):
        services.enter_results(order, by=cast.lab_tester.post, version=2, lines=wrong, finish=False)


def test_a_stale_page_is_refused(cast, order):
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines={}, finish=False)
    with pytest.raises(StaleEdit):
        services.enter_results(order, by=cast.lab_tester.post, version=2, lines={}, finish=False)


def test_a_sample_is_received_once(cast, order):
    with pytest.raises(RuleViolation, match="检测中的检测单不能接收样品"):
        services.receive_order(order, by=cast.lab_tester.post, version=order.version, condition="封条破损")
    order.refresh_from_db()
    assert (order.condition, order.version) == ("封条完好", 2)


def test_a_verified_order_is_not_verified_again(cast):
    order = making.tested(making.sample(), 腐霉利="6.1").order
    with pytest.raises(RuleViolation, match="已审核的检测单不能审核检测结果"):
        services.confirm_result(order, by=cast.lab_verifier.post, version=order.version)


def test_a_void_form_closes_the_order_under_the_testers_hands(cast, order):
    seen = TestOrder.objects.get(pk=order.pk)
    services.void_sample(Sample.objects.get(pk=order.sample_id), by=cast.reviewer.post, why="抽错了")
    with pytest.raises(StaleEdit):
        services.enter_results(seen, by=cast.lab_tester.post, version=seen.version, lines=lines(order), finish=True)
    order.refresh_from_db()
    assert (order.state, order.results.exclude(found=Found.PENDING).count()) == (OrderState.CLOSED, 0)
    assert [act.verb for act in history.of(order)] == ["作废", "接收样品", "提交抽样单"]


def test_sent_back_with_the_reason(cast, order):
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines=lines(order), finish=True)
    with pytest.raises(RuleViolation, match="退回原因"):
        services.send_back(order, by=cast.lab_verifier.post, version=3, why=" ")
    services.send_back(order, by=cast.lab_verifier.post, version=3, why="毒死蜱复测")
    order.refresh_from_db()
    assert (order.state, order.returned_why) == (OrderState.RECEIVED, "毒死蜱复测")


def test_a_banned_substance_is_serious(cast):
    sample = making.tested(making.sample(), 毒死蜱="0.05")
    fact = Fact.objects.live().of_source(sample).get(kind="monitoring.failed")
    assert fact.aspect == sample.kind
    assert (sample.banned, fact.severity) == (True, Severity.SERIOUS)
    assert "毒死蜱 0.05 mg/kg" in fact.summary


def test_an_ordinary_excess_is_not(cast):
    sample = making.tested(making.sample(), 腐霉利="6.1")
    fact = Fact.objects.live().of_source(sample).get(kind="monitoring.failed")
    assert (sample.banned, fact.severity) == (False, Severity.NORMAL)


def test_a_failure_is_told_once_when_the_county_accepts_later(cast):
    sample = making.failed()
    told = Fact.objects.live().of_source(sample).values_list("kind", flat=True)
    assert sorted(told) == ["monitoring.failed", "monitoring.sampled"]


def test_verified_results_are_frozen_by_the_database(cast):
    sample = making.tested(making.sample(), 腐霉利="6.1")
    for attempt in (
        lambda: Result.objects.filter(order__sample=sample).update(value=Decimal("0.1")),
        lambda: Result.objects.filter(order__sample=sample).delete(),
        lambda: TestOrder.objects.filter(sample=sample).update(report="X"),
        lambda: Sample.objects.filter(pk=sample.pk).update(sampled_on=making.DAY.replace(day=1)),
    ):
        with pytest.raises(Error, match="不能修改"), transaction.atomic(), history.acting(None, "试图修改"):
            attempt()


def test_every_change_of_an_order_has_its_actor(cast, order):
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines=lines(order), finish=True)
    said = [act.verb for act in history.of(order)]
    assert said == ["提交检测结果", "接收样品", "提交抽样单"]
