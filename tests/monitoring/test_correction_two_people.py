"""A correction sent twice, or started from an edition that is no longer in force; a step meant for an earlier one."""

import html
import uuid

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Correction, TestOrder
from monitoring.vocabulary import CorrectionState
from tests.monitoring import making

pytestmark = pytest.mark.django_db
LEEK, OTHER = "腐霉利", "毒死蜱"


@pytest.fixture
def sample(cast):
    return making.accepted(making.tested(making.sample(), 腐霉利="0.2"))


@pytest.fixture
def order(sample):
    return TestOrder.objects.get(sample=sample)


@pytest.fixture
def page(cast, order):
    def send(**typed):
        given = {"version": order.version, "client_key": key, "held": "1", "why": "称样量录入错误"}
        for row in order.results.all():
            given |= {f"{row.analyte_id}-lod": "0.001", f"{row.analyte_id}-unit": "mg/kg"}
        answer = cast.lab_tester.post_to(reverse("monitoring:testorders-correct", args=[order.pk]), given | typed)
        return answer, html.unescape(answer.content.decode())

    key = str(uuid.uuid4())
    return send


def box(name):
    return f"{making.code(name)}-typed"


def test_a_second_click_is_told(page):
    typed = {box(LEEK): "0.3", box(OTHER): "ND"}
    assert page(**typed)[0].status_code == 302
    answer, _ = page(**typed)
    assert answer.status_code == 302
    assert any("刚刚已录入，没有重复办理" in str(one) for one in answer.wsgi_request._messages)
    changed, text = page(**typed | {box(LEEK): "0.4"})
    assert changed.status_code == 422 and 'value="0.4"' in text and "请复核人退回后重新录入" in text
    assert Correction.objects.count() == 1


def test_a_line_of_an_edition_that_came_into_force_meanwhile_is_not_undone(sample, page):
    making.checked(making.corrected(sample, **{OTHER: "0.011"}))
    answer, text = page(**{box(LEEK): "0.3", box(OTHER): "ND"})
    assert answer.status_code == 422 and 'name="held" value="2"' in text
    typed = {line.name: line.typed for line in answer.context["lines"]}
    assert (typed[making.code(LEEK)], typed[making.code(OTHER)]) == ("0.3", "0.011")


def test_a_step_is_for_the_edition_that_was_seen(cast, sample, order):
    first = making.corrected(sample, **{LEEK: "0.3"})
    verifier, address = cast.lab_verifier, reverse("monitoring:testorders-correction", args=[order.pk])
    verifier.post_to(address, {"step": "reject", "edition": "2", "version": "1", "why": "请重新称样"})
    second = making.corrected(sample, **{LEEK: "0.4"})
    late = verifier.post_to(address, {"step": "check", "edition": "2", "version": "1"})
    assert late.status_code == 422 and "已被他人处理" in late.content.decode()
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state) == (CorrectionState.REFUSED, CorrectionState.ENTERED)


def test_the_second_click_on_a_step_is_told_as_ones_own(cast, sample, order):
    making.corrected(sample, **{LEEK: "0.3"})
    address = reverse("monitoring:testorders-correction", args=[order.pk])
    given = {"step": "check", "edition": "2", "version": "1"}
    assert cast.lab_verifier.post_to(address, given).status_code == 302
    answer = cast.lab_verifier.post_to(address, given)
    assert answer.status_code == 302
    assert any("您刚刚已办理" in str(one) for one in answer.wsgi_request._messages)


def test_the_second_click_on_a_confirmation_is_told_as_ones_own(cast):
    order = TestOrder.objects.get(sample=making.sample())
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    lines = {row.analyte_id: making.line(None) for row in order.results.all()}
    services.enter_results(order, by=cast.lab_tester.post, version=2, lines=lines, finish=True)
    address = reverse("monitoring:testorders-confirm", args=[order.pk])
    for said in ("已审核", "您刚刚已办理"):
        answer = cast.lab_verifier.post_to(address, {"version": "3"})
        assert answer.status_code == 302
        assert any(said in str(one) for one in answer.wsgi_request._messages)
