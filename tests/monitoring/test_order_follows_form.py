"""The laboratory's order follows the sampling form until the sample is there."""

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Sample, TestOrder
from monitoring.vocabulary import Level, Method, OrderState, Rapid
from supervision.ground.errors import RuleViolation
from tests import make
from tests.monitoring import making

RAPID = {"method": Method.RAPID, "rapid": Rapid.NEGATIVE, "rapid_item": "有机磷", "level": Level.COUNTY}


@pytest.fixture
def returned(cast):
    """A quantitative sample that the county has to correct."""

    def give():
        made = making.sample()
        return services.return_sample(Sample.objects.get(pk=made.pk), by=cast.reviewer.post, why="请核对")

    return give


def corrected(row, by, **fields):
    row = Sample.objects.get(pk=row.pk)
    services.correct_sample(row, by=by, version=row.version, **fields)
    return services.submit_sample(Sample.objects.get(pk=row.pk), by=by)


def test_a_form_that_became_a_rapid_test_leaves_no_order(cast, returned):
    row = corrected(returned(), cast.guangxin.post, **RAPID)
    order = TestOrder.objects.get(sample=row)
    assert order.state == OrderState.CLOSED
    assert not TestOrder.objects.visible_to(cast.lab_tester.post).exists()
    with pytest.raises(RuleViolation):
        services.receive_order(order, by=cast.lab_tester.post, version=order.version)


def test_back_to_quantitative_the_order_is_open_again(cast, returned):
    row = corrected(returned(), cast.guangxin.post, **RAPID)
    services.return_sample(Sample.objects.get(pk=row.pk), by=cast.reviewer.post, why="应送检")
    asked = {"laboratory": making.laboratory(), "analytes": [making.code("腐霉利"), making.code("毒死蜱")]}
    corrected(row, cast.guangxin.post, method=Method.QUANTITATIVE, rapid="", rapid_item="", **asked)
    order = TestOrder.objects.visible_to(cast.lab_tester.post).get()
    assert order.state == OrderState.WAITING
    assert order.results.count() == 2


def test_another_subject_moves_the_order_with_it(cast, returned):
    elsewhere = make.subject(at="361104001")
    row = corrected(returned(), cast.guangxin.post, subject=elsewhere, amount_unit="个")
    order = TestOrder.objects.get(sample=row)
    assert (order.township_id, order.amount_unit) == ("361104001", "个")


def test_the_bureau_reads_results_once_they_are_verified(cast):
    row = making.sample()
    order = TestOrder.objects.get(sample=row)
    services.receive_order(order, by=cast.lab_tester.post, version=order.version)
    lines = {result.analyte_id: making.line("1.737") for result in order.results.all()}
    order.refresh_from_db()
    services.enter_results(order, by=cast.lab_tester.post, version=order.version, lines=lines, finish=True)
    page = reverse("monitoring:testorders-detail", args=[order.pk])
    assert "1.737" in cast.lab_verifier.get(page).content.decode()
    assert "1.737" not in cast.guangxin.get(page).content.decode()
    order.refresh_from_db()
    services.confirm_result(order, by=cast.lab_verifier.post, version=order.version)
    assert "1.737" in cast.guangxin.get(page).content.decode()


def test_the_sample_that_confirms_a_rapid_test_can_be_corrected(cast):
    lead = making.rapid(result=Rapid.POSITIVE)
    row = making.sample(subject=lead.subject, follows=lead, submit=False)
    page = cast.guangxin.get(reverse("monitoring:samples-edit", args=[row.pk]))
    assert lead in page.context["form"].fields["follows"].queryset
