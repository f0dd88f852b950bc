"""A list is searched by everything its columns show, without being told: numbers, codes, contacts, products, units."""

import pytest

from supervision.ground.subjects import Product, Subject
from tests import make, registers

from .conftest import CODE, URL


def found(member, url, word):
    return [row["number"] for row in member.get(url, {"q": word}).context["rows"]]


@pytest.fixture
def named(cast):
    subject = make.subject("董团种菜合作社", phone="13907931234")
    more = {"contact": "饶其河", "address": "联合村东头", "credit_code": CODE}
    Subject.objects.filter(pk=subject.pk).update(**more)
    return subject


@pytest.mark.parametrize("word", ["饶其河", "联合村 东头", "91361104ma35f1234l", "董团 饶其河"])
def test_a_subject_by_contact_address_code_and_several_words(cast, named, word):
    assert found(cast.guangxin, URL, word) == [named.number]
    assert found(cast.xinzhou, URL, word) == []


@pytest.mark.parametrize("word", ["13907931234", "139-0793-1234", "+86 13907931234"])
def test_a_phone_by_its_whole_number_only(cast, named, word):
    assert found(cast.guangxin, URL, word.replace(" ", "")) == [named.number]


@pytest.mark.parametrize("word", ["1390793", "07931234", "931234", "13907931235"])
def test_a_part_of_a_phone_finds_nothing(cast, named, word):
    assert found(cast.guangxin, URL, word) == []


def test_records_by_the_phone_and_number_of_their_subject(cast, named):
    from tests.supervision.patrol.maker import patrol

    made = patrol(subject=named)
    for word in ("13907931234", named.number, "饶其河 董团"):
        rows = found(cast.guangxin, "/supervision/patrols/", word)
        assert rows == ([made.number] if word != "饶其河 董团" else []), word


def test_a_sample_by_product_batch_and_certificate(cast):
    from monitoring.models import Sample

    made = registers.make("monitoring.sample", at=registers.HERE)
    Sample.objects.filter(pk=made.pk).update(batch="PH2021-77", certificate="HZ-9-88", card_1="36110219800101001X")
    product = Product.objects.get(pk=made.product_id)
    for word in ("ph2021-77", "HZ-9-88", f"{product.name} PH2021"):
        assert found(cast.guangxin, "/monitoring/samples/", word) == [made.number], word
    assert found(cast.guangxin, "/monitoring/samples/", "36110219800101") == []


def test_the_box_tells_what_it_looks_in(cast):
    page = cast.guangxin.get("/monitoring/samples/").content.decode()
    assert 'placeholder="编号、受检单位（人）、产品' in page


def test_export_and_api_find_the_same(cast, named):
    assert cast.guangxin.get("/api/subjects/", {"q": "饶其河"}).json()["count"] == 1
    assert cast.guangxin.get(URL + "export/", {"q": "饶其河"}).status_code == 200
