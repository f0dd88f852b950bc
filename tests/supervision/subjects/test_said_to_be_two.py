"""不是同一家 is kept when it is said: at the form, of a row of a workbook, on the list of doubles. Asked once only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.grid.services.subject import register_subject, register_subjects
from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Subject, SubjectApart, pairs, personal
from tests import make
from tests.cast import DONGTUAN, SHAXI

PAGE = "/supervision/subjects/doubles/"
APART = f"{PAGE}apart/"
FORM = {"name": "绿园蔬菜家庭农场", "kind": "family_farm", "industry": "planting", "region": DONGTUAN, "datum": "WGS84",
        "registered_on": "2021-12-01", "submit": "1"}  # fmt: skip


def told():
    return [(row.first_id, row.second_id, row.by.user.username) for row in SubjectApart.objects.order_by("pk")]


def test_what_is_ticked_at_the_form_is_kept(cast):
    first = make.subject("绿源蔬菜专业合作社", at=DONGTUAN)
    asked = cast.township.post_to("/supervision/subjects/new/", FORM)
    page = asked.content.decode()
    assert asked.status_code == 422 and "是同一家吗" in page and "名称同音" in page
    assert f'href="/supervision/subjects/{first.pk}/"' in page
    done = cast.township.post_to("/supervision/subjects/new/", FORM | {"others": [str(first.pk)]})
    assert done.status_code == 302
    made = Subject.objects.get(name=FORM["name"])
    assert told() == [(first.pk, made.pk, "township")]
    assert pairs.found(Subject.objects.all()) == []
    shown = cast.township.get(f"/supervision/subjects/{made.pk}/").content.decode()
    assert "已认定不是同一家" in shown and first.number in shown


def test_what_was_asked_of_a_workbook_and_let_in_is_kept(cast):
    first = make.subject("绿源蔬菜专业合作社", at=DONGTUAN)
    row = {"name": "绿园蔬菜合作社", "kind": "cooperative", "industry": "planting", "region": make.region(DONGTUAN)}
    [made] = register_subjects([row], by=cast.guangxin.post, batch=1)
    assert told() == [(first.pk, made.pk, "guangxin")]


def test_another_form_of_the_name_is_asked_by_the_service_and_persons_only_in_their_village(cast):
    make.subject("绿源蔬菜专业合作社", at=DONGTUAN)
    make.subject("陈大有", at=DONGTUAN, kind="smallholder")
    given = {"industry": "planting", "region": make.region(DONGTUAN)}
    with pytest.raises(RuleViolation, match="名称去掉地名和组织形式后相同"):
        register_subject(by=cast.township.post, name="广信区绿源蔬菜有限公司", kind="enterprise", **given)
    with pytest.raises(RuleViolation, match="名称同音"):
        register_subject(by=cast.township.post, name="陈大友", kind="smallholder", **given)
    elsewhere = next(iter(make.region(DONGTUAN).children.order_by("code")))
    told = {"industry": "planting", "region": elsewhere}
    register_subject(by=cast.township.post, name="陈大友", kind="smallholder", **told)


def test_the_list_names_the_pairs_of_the_place_and_no_others(cast):
    one, other = make.subject("绿源蔬菜专业合作社"), make.subject("董家农场", phone="13807931234")
    third = make.subject("别家果园", kind="family_farm")
    there = make.subject("绿源蔬菜合作社", at=SHAXI)
    with_phone(third, "13807931234")
    page = cast.guangxin.get(PAGE).content.decode()
    assert "共 1 对" in page and other.number in page and third.number in page and "电话相同" in page
    assert one.number not in page and there.number not in page
    assert "共 0 对" in cast.xinzhou.get(PAGE).content.decode()
    assert "共 1 对" in cast.city.get(PAGE, {"county": "361104"}).content.decode()
    assert cast.producer.get(PAGE).status_code == 403


def test_said_on_the_list_it_is_kept_and_the_neighbour_says_nothing(cast):
    one, other = make.subject("董家农场", phone="13807931234"), make.subject("别家果园", kind="family_farm")
    with_phone(other, "13807931234")
    assert cast.xinzhou.post_to(APART, {"one": one.pk, "other": other.pk}).status_code == 404
    assert cast.city.post_to(APART, {"one": one.pk, "other": other.pk}).status_code == 403
    assert cast.guangxin.post_to(APART, {"one": one.pk, "other": "x"}).status_code == 404
    for _twice in range(2):
        assert cast.guangxin.post_to(APART, {"one": other.pk, "other": one.pk}).status_code == 302
    assert told() == [(one.pk, other.pk, "guangxin")]
    assert "共 0 对" in cast.guangxin.get(PAGE).content.decode()


def test_the_list_asks_as_often_for_many_pairs_as_for_few(cast):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert cast.guangxin.get(PAGE).status_code == 200
        return len(found)

    for name in ("甲乙农场", "丙丁农场"):
        double(name)
    cast.guangxin.get(PAGE)
    few = asked()
    for at in range(12):
        double(f"多多{at}号农场")
    assert asked() == few


def double(name):
    make.subject(name)
    row = {"name": name.replace("农场", "合作社"), "kind": "cooperative", "industry": "planting"}
    register_subjects([row | {"region": make.region(DONGTUAN)}], by=make.post("guangxin"))


def with_phone(subject, phone):
    with history.acting(None, "测试"):
        Subject.objects.filter(pk=subject.pk).update(**personal(phone=phone))
