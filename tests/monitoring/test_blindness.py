"""A laboratory learns the product and the code, never whose sample it is or where it was taken."""

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Sample, TestOrder
from supervision.ground.people import Organisation, OrganisationKind, Post
from tests import make
from tests.monitoring import making

pytestmark = pytest.mark.django_db
NAME = "董团不可告人合作社"


@pytest.fixture
def order(cast):
    return TestOrder.objects.get(sample=making.sample(subject=make.subject(NAME)))


def pages(order):
    return [
        reverse("monitoring:testorders"),
        reverse("monitoring:testorders-detail", args=[order.pk]),
        reverse("monitoring:testorders-results", args=[order.pk]),
        "/api/testorders/",
    ]


def test_no_page_of_the_laboratory_gives_it_away(cast, order):
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    shown = [cast.lab_tester.get(url) for url in pages(order)]
    assert [answer.status_code for answer in shown[:3]] == [200, 200, 200]
    for answer in shown:
        text = answer.content.decode()
        for secret in (NAME, order.sample.number, "董团", cast.guangxin.user.name):
            assert secret not in text
    assert all(order.code in answer.content.decode() for answer in shown[:2])


def test_the_sampling_form_does_not_exist_for_a_laboratory(cast, order):
    assert not Sample.objects.visible_to(cast.lab_tester.post).exists()
    assert cast.lab_tester.get(reverse("monitoring:samples-detail", args=[order.sample_id])).status_code in (403, 404)


def test_the_export_gives_nothing_away(cast, order):
    answer = cast.lab_verifier.get(reverse("monitoring:testorders-export"))
    assert answer.status_code == 200
    assert "region" not in dict(cast.lab_tester.get(pages(order)[0]).context["filter"].form.fields)


def test_another_laboratory_does_not_see_it(cast, order):
    other = Organisation.objects.create(
        name="别的检测中心", kind=OrganisationKind.LABORATORY, region=cast.city.post.region
    )
    Post.objects.filter(pk=cast.lab_tester.post.pk).update(organisation=other)
    assert cast.lab_tester.get(pages(order)[1]).status_code == 404


def test_the_county_sees_its_own_order_with_the_way_back(cast, order):
    page = reverse("monitoring:testorders-detail", args=[order.pk])
    assert order.sample.number in cast.guangxin.get(page).content.decode()
    assert cast.xinzhou.get(page).status_code == 404


def test_codes_are_unlike_each_other():
    codes = {services.ordering.blind_code() for _ in range(1000)}
    assert len(codes) == 1000
