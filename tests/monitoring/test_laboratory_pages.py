"""The laboratory at work on its pages: receive, enter, correct what is marked, verify."""

import html

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import TestOrder
from monitoring.vocabulary import OrderState, Verdict
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(cast):
    return TestOrder.objects.get(sample=making.sample())


def url(order, name="detail"):
    return reverse(f"monitoring:testorders-{name}", args=[order.pk])


def typed(order, version=2, **amounts):
    data = {"version": version, "report": "JC2021-1"}
    for result in order.results.select_related("analyte"):
        box = {"typed": amounts.get(result.analyte.name, "ND"), "lod": "0.001", "unit": "mg/kg", "method": ""}
        data |= {f"{result.analyte_id}-{name}": value for name, value in box.items()}
    return data


def test_from_receiving_to_the_verdict(cast, order):
    cast.lab_tester.post_to(url(order, "receive"), {"version": 1, "condition": "封条完好"})
    assert "录入结果" in cast.lab_tester.get(url(order)).content.decode()
    answer = cast.lab_tester.post_to(url(order, "results"), typed(order, 腐霉利="6.1") | {"submit": "1"})
    assert answer.status_code == 302
    answer = cast.lab_verifier.post_to(url(order, "confirm"), {"version": 3})
    assert answer.status_code == 302
    order.refresh_from_db()
    assert (order.state, order.sample.verdict, order.report) == (OrderState.VERIFIED, Verdict.FAIL, "JC2021-1")
    assert "不合格" in cast.guangxin.get(reverse("monitoring:samples-detail", args=[order.sample_id])).content.decode()


def test_a_wrong_line_is_marked_and_nothing_is_lost(cast, order):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    data = typed(order, 腐霉利="0.2") | {f"{making.code('毒死蜱')}-lod": "", "submit": "1"}
    answer = cast.lab_tester.post_to(url(order, "results"), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "未检出须填写方法检出限" in text
    assert 'value="0.2"' in text
    assert order.results.filter(found="pending").count() == 2


@pytest.mark.parametrize("wrong", ["很多", "1e999", "0.1234567", "-1", "12,5", ">5", "5000000", "阳性", "<LOQ"])
def test_a_value_that_is_no_amount(cast, order, wrong):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    answer = cast.lab_tester.post_to(url(order, "results"), typed(order, 腐霉利=wrong))
    assert (answer.status_code, wrong in html.unescape(answer.content.decode())) == (422, True)
    assert order.results.filter(found="pending").count() == 2


def test_one_tester_in_two_windows(cast, order):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    cast.lab_tester.post_to(url(order, "results"), typed(order))
    late = cast.lab_tester.post_to(url(order, "results"), typed(order, 腐霉利="9"))
    assert late.status_code == 422
    assert "这份检测单您后来又办理过" in late.content.decode()


def test_a_report_that_another_has_handed_in_meanwhile_is_not_lost(cast, order):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    cast.lab_tester.post_to(url(order, "results"), typed(order) | {"submit": "1"})
    late = cast.lab_tester.post_to(url(order, "results"), typed(order, 腐霉利="9") | {"report": "JC2021-9"})
    text = late.content.decode()
    assert late.status_code == 422
    assert "待审核的检测单不能录入结果" in text
    assert 'value="JC2021-9"' in text
    assert order.results.get(analyte=making.code("腐霉利")).value != 9


def test_a_reason_typed_beside_somebody_else_stays(cast, order):
    """At the second try it is done."""
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    cast.lab_tester.post_to(url(order, "results"), typed(order) | {"submit": "1"})
    late = cast.lab_verifier.post_to(url(order, "send-back"), {"version": 2, "why": "平行样相差太大"})
    text = late.content.decode()
    assert (late.status_code, "已被他人处理" in text, "平行样相差太大" in text) == (422, True, True)
    assert 'name="version" value="3"' in text
    cast.lab_verifier.post_to(url(order, "send-back"), {"version": 3, "why": "平行样相差太大"})
    order.refresh_from_db()
    assert order.state == OrderState.RECEIVED


def test_sending_back_needs_a_reason(cast, order):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    cast.lab_tester.post_to(url(order, "results"), typed(order) | {"submit": "1"})
    answer = cast.lab_verifier.post_to(url(order, "send-back"), {"version": 3, "why": ""})
    assert (answer.status_code, "请写明退回原因" in answer.content.decode()) == (422, True)
    cast.lab_verifier.post_to(url(order, "send-back"), {"version": 3, "why": "复测"})
    order.refresh_from_db()
    assert order.state == OrderState.RECEIVED


@pytest.mark.parametrize("verb", ["receive", "confirm", "send-back", "results"])
def test_only_the_laboratory_acts(cast, order, verb):
    for stranger, status in ((cast.guangxin, 403), (cast.xinzhou, 404), (cast.township, 403)):
        assert stranger.post_to(url(order, verb), {"version": 1}).status_code == status


def test_the_registers_ways_around_the_laboratorys_pages_are_closed(cast, order):
    answer = cast.lab_tester.post_to(reverse("monitoring:testorders-act", args=[order.pk, "void"]), {"version": 1})
    assert answer.status_code == 404
