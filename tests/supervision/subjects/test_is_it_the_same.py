"""Who may be in the register already is asked about, at the form and of a workbook; exact twins are refused."""

import dataclasses

import pytest

from supervision.grid.services.subject import register_subject, register_subjects
from supervision.ground.errors import RuleViolation
from supervision.ground.regions import Region
from supervision.ground.subjects import Kind, Subject, Traits
from supervision.ground.subjects.alike import may_be_one, twins
from tests import make
from tests.cast import DONGTUAN, SHAXI

NEW = "/supervision/subjects/new/"
CODE, OTHER_CODE = "91361104MA35XXXX4F", "91361104MA35YYYY0Q"
VILLAGE = f"{DONGTUAN[:9]}201"
COOP = Traits("绿源合作社", Kind.COOPERATIVE, DONGTUAN, "361104", "", "", "p1")


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({}, False),  # a twin: refused, not asked
        ({"phone": "p2"}, False),
        ({"code": CODE}, True),
        ({"code": CODE, "region": VILLAGE, "phone": "p2"}, True),
        ({"code": CODE, "region": VILLAGE, "phone": "p2", "county": "361102"}, False),
        ({"region": VILLAGE}, True),  # the same phone
        ({"region": VILLAGE, "phone": "p2"}, True),  # the same name in the county
        ({"region": VILLAGE, "kind": Kind.FAMILY_FARM}, True),
        ({"region": VILLAGE, "phone": ""}, True),
        ({"key": "别家合作社", "code": CODE}, True),  # the same phone
        ({"key": "别家合作社", "phone": "p2"}, False),
        ({"key": "绿源农民专业合作社", "phone": "p2"}, True),  # without its form
        ({"key": "广信区绿源农业有限公司", "phone": "p2"}, False),
        ({"key": "上饶市绿源有限公司", "phone": "p2", "region": VILLAGE, "kind": Kind.ENTERPRISE}, True),
        ({"key": "绿园家庭农场", "phone": "p2", "kind": Kind.FAMILY_FARM}, True),  # the same sound
        ({"key": "绿园家庭农场", "phone": "p2", "county": "361102"}, False),
    ],
)
def test_who_may_be_one(changed, asked):
    other = dataclasses.replace(COOP, **changed)
    assert may_be_one(COOP, other) is may_be_one(other, COOP) is asked


def test_two_codes_or_two_identities_are_two():
    coded = dataclasses.replace(COOP, code=CODE)
    assert not may_be_one(coded, dataclasses.replace(COOP, code=OTHER_CODE))
    farmer = dataclasses.replace(COOP, kind=Kind.SMALLHOLDER, identity="d1")
    assert not may_be_one(farmer, dataclasses.replace(farmer, identity="d2"))
    assert may_be_one(farmer, dataclasses.replace(farmer, identity="")) and not twins(farmer, farmer)


def form(**more):
    given = {
        "name": "绿源（广信）合作社", "kind": "cooperative", "industry": "planting", "region": DONGTUAN,
        "datum": "WGS84", "registered_on": "2021-12-01",
    }  # fmt: skip
    return given | more


def test_a_look_alike_of_the_form_is_asked_and_entered_when_it_is_another(cast):
    first = make.subject("绿源(广信)合作社", at=DONGTUAN)
    asked = cast.township.post_to(NEW, form(credit_code=CODE, submit="1"))
    page = asked.content.decode()
    assert asked.status_code == 422 and "是同一家吗？" in page and first.number in page
    assert f'href="/supervision/subjects/{first.pk}/"' in page and f'value="{first.pk}"' in page
    assert not Subject.objects.filter(credit_code=CODE).exists()
    said = cast.township.post_to(NEW, form(credit_code=CODE, submit="1", others=[str(first.pk)]))
    assert said.status_code == 302 and Subject.objects.get(credit_code=CODE).name == "绿源（广信）合作社"


def test_another_tick_is_no_answer(cast):
    make.subject("绿源(广信)合作社", at=DONGTUAN)
    stranger = make.subject("别家", at=DONGTUAN)
    for ticked in (str(stranger.pk), "x", "9" * 30):
        answer = cast.township.post_to(NEW, form(credit_code=CODE, submit="1", others=[ticked]))
        assert answer.status_code == 422, ticked
    assert Subject.objects.filter(credit_code=CODE).count() == 0


def test_an_exact_twin_is_refused_whatever_is_ticked(cast):
    first = make.subject("绿源 · 合作社", at=DONGTUAN)
    answer = cast.township.post_to(NEW, form(name="绿源•合作社", submit="1", others=[str(first.pk)]))
    assert answer.status_code == 422 and "同名的同类监管对象" in answer.content.decode()


def test_the_same_name_and_phone_in_another_village_is_asked_by_the_service(cast):
    make.subject("陈大有", at=DONGTUAN, kind=Kind.SMALLHOLDER, phone="138 0793 1234")
    place = Region.objects.filter(parent=DONGTUAN).order_by("code")[0]
    told = {"name": "陈 大有", "kind": Kind.SMALLHOLDER, "industry": "planting", "region": place}
    with pytest.raises(RuleViolation, match="是同一家吗") as asked:
        register_subject(by=cast.township.post, phone="+86 13807931234", **told)
    assert asked.value.field == "name"
    register_subject(by=cast.township.post, phone="13807931235", **told)


def test_a_neighbours_look_alike_is_not_told(cast):
    make.subject("绿源(广信)合作社", at=SHAXI)
    assert cast.township.post_to(NEW, form(credit_code=CODE, submit="1")).status_code == 302


def test_correcting_something_else_asks_nothing(cast):
    first = make.subject("绿源(广信)合作社", at=DONGTUAN)
    second = register_subject(
        by=cast.township.post, name="绿源（广信）合作社", kind="cooperative", industry="planting", submit=False,
        region=make.region(DONGTUAN), credit_code=CODE, others=[first.pk],
    )  # fmt: skip
    url = f"/supervision/subjects/{second.pk}/edit/"
    saved = cast.township.post_to(url, form(credit_code=CODE, version=second.version, address="新地址", save="1"))
    assert saved.status_code == 302
    renamed = cast.township.post_to(url, form(credit_code="", version=second.version + 1, save="1"))
    assert renamed.status_code == 422 and "同名的同类监管对象" in renamed.content.decode()


def test_the_bulk_verb_meets_the_constraint(cast):
    make.subject("绿源(广信)合作社", at=DONGTUAN)
    row = {"name": "绿源（广信）合作社", "kind": "cooperative", "industry": "planting", "region": make.region(DONGTUAN)}
    with pytest.raises(Exception, match="subject_key_once"):
        register_subjects([row], by=cast.guangxin.post)
