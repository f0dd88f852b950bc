"""Anyone with the code reads what the certificate says; nobody without it reads anything."""

import secrets

import pytest
from django.test import Client

from certificates import services
from certificates.models import Scan
from tests import make
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


def reader() -> Client:
    """Somebody with an address of his own: readings are counted per address."""
    return Client(REMOTE_ADDR=f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}")


def page(path):
    answer = reader().get(path)
    return answer, answer.content.decode()


def test_it_says_what_is_on_the_paper(cast):
    made = certificate()
    answer, text = page(made.public_path)
    assert answer.status_code == 200 and made.public_path == f"/c/{made.code}/"
    for said in (
        "承诺达标合格证",
        "董团绿源蔬菜专业合作社",
        made.product_name,
        "120.5",
        made.number,
        "2021年12月20日",
        "核对网址",
    ):
        assert said in text
    assert "待核对" in text, "the edition of 2021 has not been verified"
    assert answer["Cache-Control"] == "no-store"


def test_nothing_on_it_speaks_of_an_end(cast):
    assert "过期" not in page(certificate().public_path)[1] and "有效期" not in page(certificate().public_path)[1]


def test_a_void_one_says_so_and_still_opens(cast):
    made = certificate()
    services.void(made, by=cast.producer.post, why="数量写错")
    answer, text = page(made.public_path)
    assert answer.status_code == 200 and "已作废" in text and made.product_name in text


def test_a_marked_one_shows_the_mark(cast):
    made = certificate()
    services.mark(made, by=cast.guangxin.post, kind="failed", why="抽检<b>腐霉利</b>超标")
    text = page(made.public_path)[1]
    assert "监管标注：抽检不合格" in text and "&lt;b&gt;腐霉利" in text and "已作废" not in text


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAAAAAAAAAAA", "1", "x" * 200, "';--"])
def test_a_wrong_code_is_answered_in_words(cast, code):
    answer, text = page(f"/c/{code}/")
    assert answer.status_code == 404 and "没有查到这张合格证" in text


def test_a_farmers_phone_is_masked(cast):
    farmer = make.subject("李四", kind="smallholder", phone="13987654321")
    text = page(certificate(by=cast.township.post, subject=farmer).public_path)[1]
    assert "139****4321" in text and "13987654321" not in text


def test_each_reading_is_noted_without_the_readers_address(cast):
    made = certificate()
    page(made.public_path)
    page(made.public_path)
    scans = list(Scan.objects.filter(certificate=made))
    assert [s.answer for s in scans] == ["valid", "valid"]
    assert scans[0].reader and "." not in scans[0].reader


def test_one_query_answers(cast, django_assert_num_queries):
    made = certificate()
    page(made.public_path)
    with django_assert_num_queries(1):
        page(made.public_path)


def test_it_cannot_be_posted_to(cast):
    assert reader().post(certificate().public_path).status_code == 405


def test_the_page_answers_while_nobody_can_count_its_readers(settings, tmp_path):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{tmp_path}/nobody"}}
    assert page("/c/AAAAAAAAAAAAAAAAAAAAAA/")[0].status_code == 404


PHONE = "13987654321"


def firm(**more):
    more = {"kind": "enterprise", "credit_code": "91361104MA35F0001B", "phone": PHONE} | more
    return make.subject("董团食品有限公司", **more)


def test_a_business_shows_its_phone_only_by_its_own_tick(cast):
    shut = certificate(by=cast.township.post, subject=(company := firm()))
    opened = certificate(by=cast.township.post, subject=company, phone_open=True)
    assert "139****4321" in page(shut.public_path)[1] and PHONE not in page(shut.public_path)[1]
    assert PHONE in page(opened.public_path)[1]


def test_a_family_farm_does_not_show_it_unasked(cast):
    farm = firm(kind="family_farm")
    assert PHONE not in page(certificate(by=cast.township.post, subject=farm).public_path)[1]


def test_a_natural_person_cannot_be_ticked(cast):
    farmer = make.subject("李四", kind="smallholder", phone=PHONE)
    made = certificate(by=cast.township.post, subject=farmer, phone_open=True)
    assert made.phone_open is False and PHONE not in page(made.public_path)[1]


def test_a_fixed_line_is_nobodys_secret(cast):
    company = firm(phone="0793-8222222")
    assert "0793-8222222" in page(certificate(by=cast.township.post, subject=company).public_path)[1]


@pytest.mark.parametrize(
    ("who", "whole"), [("township", True), ("guangxin", True), ("auditor", False), ("city", False)]
)
def test_the_paper_carries_it_whole_for_those_who_may_issue(cast, who, whole):
    farmer = make.subject("李四", kind="smallholder", phone=PHONE)
    for subject in (farmer, firm(others=[farmer.pk])):
        made = certificate(by=cast.township.post, subject=subject)
        told = getattr(cast, who).get(f"/certificates/certificates/{made.pk}/print/").content.decode()
        assert (PHONE in told) is whole and ("139****4321" in told) is not whole
