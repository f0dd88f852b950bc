"""A number that is shown masked is found whole or not at all: by its parts nobody can try out the rest of it."""

import pytest

from certificates.models import Certificate
from greenfood.models import Certification
from supervision.ground import history
from supervision.ground.desk import begins, has
from supervision.models import Case, Subject
from tests import make, registers

pytestmark = pytest.mark.django_db
PHONE, IDENTITY, ACCOUNT = "13912345678", "361121198001011234", "6228480402564890018"
LISTS = {
    "page": "/supervision/{}/",
    "API": "/api/{}/",
}
WORDS = f"王三{{}}手机{PHONE}，身份证{IDENTITY}"


def parts(number):
    return [number[:3], number[:7], number[:-1], number[-4:], number[3:8], number[1:]]


def rows_of(cast, door, register, q):
    answer = cast.guangxin.get(LISTS[door].format(register), {"q": q})
    assert answer.status_code == 200
    return len(answer.json()["results"] if door == "API" else answer.context["rows"])


@pytest.fixture
def case(cast):
    made = registers.make("supervision.case")
    with history.acting(make.post("guangxin"), "更正"):
        Case.objects.filter(pk=made.pk).update(party=WORDS.format(""))
        # Those of the tests are numbered, and the hundred-and-thirty-ninth would be found by the part of a phone.
        Subject.objects.filter(pk=made.subject_id).update(name="甲社", name_key="甲社", pinyin="js jiashe")
    return made


@pytest.mark.parametrize("door", LISTS)
def test_in_a_text_of_a_record(cast, case, door):
    assert rows_of(cast, door, "cases", "王三") == 1
    for number in (PHONE, IDENTITY):
        assert rows_of(cast, door, "cases", number) == 1, "whole it is found"
        assert {part: rows_of(cast, door, "cases", part) for part in parts(number)} == dict.fromkeys(parts(number), 0)


@pytest.mark.parametrize("door", LISTS)
def test_in_the_name_of_a_subject_and_in_its_sound(cast, door):
    make.subject(f"王三{PHONE}")
    assert rows_of(cast, door, "subjects", "王三") == rows_of(cast, door, "subjects", PHONE) == 1
    tried = [*parts(PHONE), "王三139", "ws139", "wangsan1391"]
    assert {part: rows_of(cast, door, "subjects", part) for part in tried} == dict.fromkeys(tried, 0)


def test_in_the_box_that_offers_subjects_and_in_records_of_a_subject(cast):
    patrol = registers.make("supervision.patrol")
    called = f"王三{PHONE}"
    with history.acting(make.post("guangxin"), "更正"):
        Subject.objects.filter(pk=patrol.subject_id).update(name=called, name_key=called, pinyin=f"ws{PHONE}")
    for part in ("139", "1391234567", "345678"):
        told = cast.guangxin.get("/supervision/subjects/search/", {"q": part}).json()
        assert told["results"] == [], part
        assert rows_of(cast, "page", "patrols", part) == 0
    assert rows_of(cast, "page", "patrols", PHONE) == 1


def test_in_a_filter_of_its_own_and_in_a_code_that_is_none(cast):
    made = registers.make("certificates.certificate")
    green = registers.make("greenfood.certification")
    with history.acting(None, "测试"):
        Certification.objects.filter(pk=green.pk).update(certificate_number=PHONE)
    assert not Certification.objects.filter(begins("certificate_number", "1391"))
    assert Certification.objects.filter(begins("certificate_number", PHONE)).get() == green
    list_ = "/certificates/certificates/"
    found = cast.guangxin.get(list_, {"product": made.product_name[:1]}).context["rows"]
    assert [row["id"] for row in found] == [made.pk] == [Certificate.objects.get().pk]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("2021年11月3日 第12号", "12", True), ("3号基地13912345678", "3号", True), ("139-1234-5678", "139-12", False),
        ("139 1234 5678", "1391", False), ("１３９１２３４５６７８", "1391", False),
        (PHONE, "１３９１２３４５６７８", True),
        (f"{PHONE}、13800138000", PHONE, True), (f"2021-11-03 {PHONE}", "2021-11-03 139", False),
        ("2021-11-03 139-1234-5678", "2021-11-03 139", False), (ACCOUNT, ACCOUNT[:12], False), (ACCOUNT, ACCOUNT, True),
        (IDENTITY[:17] + "X", IDENTITY[:17], False), ("赣农罚〔2021〕13号", "2021〕13", True), ("٣٩١", "٣٩", False),
    ],
)  # fmt: skip
def test_what_a_word_with_digits_meets(cast, case, text, word, found):
    with history.acting(make.post("guangxin"), "更正"):
        Case.objects.filter(pk=case.pk).update(cause=text)
    assert Case.objects.filter(has("cause", word)).exists() is found


def test_a_code_with_letters_is_found_by_its_beginning(cast):
    green = registers.make("greenfood.certification")
    with history.acting(None, "测试"):
        Certification.objects.filter(pk=green.pk).update(certificate_number="LB-03-2101380013")
    assert Certification.objects.filter(begins("certificate_number", "LB-03-21")).get() == green
