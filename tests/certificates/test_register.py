"""The register, the form and the paper; and always the neighbour."""

import pytest

from certificates.models import Certificate
from tests import make
from tests.certificates.make import certificate, producer_subject, vegetable

pytestmark = pytest.mark.django_db
LIST = "/certificates/certificates/"


def detail(made):
    return f"{LIST}{made.pk}/"


def test_the_county_lists_and_opens_its_certificates(cast):
    made = certificate()
    assert made.number in cast.guangxin.get(LIST).content.decode()
    page = cast.guangxin.get(detail(made))
    assert page.status_code == 200 and "<svg" in page.content.decode()


@pytest.mark.parametrize("name", ["xinzhou", "neighbour_township", "lab_tester"])
def test_the_neighbour_finds_nothing(cast, name):
    made = certificate()
    for path in (detail(made), f"{detail(made)}print/"):
        assert getattr(cast, name).get(path).status_code in (403, 404)


def test_the_zone_that_runs_the_township_sees_it(cast):
    assert cast.zone.get(detail(certificate())).status_code == 200


def test_the_producer_issues_with_product_and_weight(cast):
    form = cast.producer.get(f"{LIST}new/")
    text = form.content.decode()
    assert "董团绿源蔬菜专业合作社" in text and "保存草稿" not in text and "不使用禁用农药" in text
    given = {
        "subject": producer_subject().pk,
        "product": vegetable().pk,
        "quantity": "300",
        "unit": "kg",
        "bases": ["self_tested"],
        "issued_on": "2021-12-20",
        "submit": "1",
        "client_key": "6f5ad9b4-8d3b-4f55-9a35-0e4bb19a0001",
    }
    answer = cast.producer.post_to(f"{LIST}new/", given)
    made = Certificate.objects.get()
    assert answer.status_code == 302 and answer["Location"].endswith(f"/{made.pk}/")
    cast.producer.post_to(f"{LIST}new/", given)
    assert Certificate.objects.count() == 1
    assert 'value="kg"' in cast.producer.get(f"{LIST}new/").content.decode()


def test_what_was_typed_is_kept_when_a_rule_refuses(cast):
    given = {
        "subject": producer_subject().pk,
        "product": vegetable().pk,
        "quantity": "-3",
        "unit": "筐",
        "issued_on": "2021-12-25",
        "submit": "1",
    }
    answer = cast.producer.post_to(f"{LIST}new/", given)
    text = answer.content.decode()
    assert answer.status_code == 422 and 'value="筐" selected' in text and "不能小于0.001" in text
    answer = cast.producer.post_to(f"{LIST}new/", given | {"quantity": "3"})
    assert "不能晚于今天" in answer.content.decode() and Certificate.objects.count() == 0


def test_another_producers_subject_is_not_offered(cast):
    other = make.subject("别家合作社")
    answer = cast.producer.post_to(
        f"{LIST}new/",
        {
            "subject": other.pk,
            "product": vegetable().pk,
            "quantity": "3",
            "unit": "kg",
            "issued_on": "2021-12-20",
            "submit": "1",
        },
    )
    assert answer.status_code == 422 and Certificate.objects.count() == 0


def test_void_and_mark_on_the_page(cast):
    made = certificate()
    cast.guangxin.post_to(f"{detail(made)}step/mark/", {"kind": "failed", "why": "抽检超标", "version": made.version})
    made.refresh_from_db()
    assert made.mark == "failed"
    assert cast.producer.post_to(f"{detail(made)}step/mark/", {"kind": "recall", "why": "x"}).status_code == 403
    cast.producer.post_to(f"{detail(made)}act/void/", {"why": "写错", "version": made.version})
    made.refresh_from_db()
    assert made.is_void and "已作废" in cast.producer.get(detail(made)).content.decode()


@pytest.mark.parametrize("size", ["", "?size=label"])
def test_the_paper(cast, size):
    text = cast.producer.get(f"{detail(certificate())}print/{size}").content.decode()
    assert "扫码查验" in text and "承诺达标合格证" in text


def test_the_list_costs_the_same_for_one_and_for_ten(cast, queries_of):
    certificate()
    one = queries_of(cast.guangxin, LIST)
    for _ in range(9):
        certificate()
    assert queries_of(cast.guangxin, LIST) == one
