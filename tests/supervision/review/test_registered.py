"""What a record says otherwise than the register of subjects stands on top of the reading pane."""

from __future__ import annotations

import pytest

from supervision.ground.desk.registered import against_registered
from supervision.ground.subjects import Product, Subject, SubjectCrop
from supervision.patrols.models.patrol import Patrol
from tests import make, registers
from tests.house import site

from .conftest import picked, text_of

pytestmark = pytest.mark.django_db


def told(cast, row):
    answer = cast.guangxin.get(f"{picked(cast.guangxin, row)}read/")
    return {one.label: (one.old, one.new) for one in answer.context["registered"]}, text_of(answer)


def test_nothing_where_all_is_as_registered(cast, visit):
    found, page = told(cast, visit())
    assert found == {} and "与登记信息" not in page


def test_another_industry_another_village_and_far_away(cast, visit):
    subject = make.subject("登记比对合作社", industry="planting")
    row = visit(subject=subject)
    village = make.region("361104290").children.exclude(pk=subject.region_id).order_by("code").first()
    Subject.objects.filter(pk=subject.pk).update(industry="livestock", region=village)
    Patrol.objects.filter(pk=row.pk).update(distance=3_200)
    found, page = told(cast, row)
    assert found["行业"] == ("畜禽", "种植") or found["行业"][0] != found["行业"][1]
    assert found["所在地区"][0] == str(village)
    assert found["位置"] == ("登记的经纬度", "距登记位置 3.2 公里")
    assert page.index("与登记信息") < page.index("检查情况")


def test_what_has_closed(cast, visit):
    row = visit()
    Subject.objects.filter(pk=row.subject_id).update(status="closed")
    found, _page = told(cast, row)
    assert found["经营状态"][1] == "在经营"


def test_a_product_that_is_not_registered(cast):
    (register,) = [one for one in site.registers() if one.key == "samples"]
    sample = registers.make("monitoring.Sample")
    other = Product.objects.filter(parent=None).exclude(pk=sample.product_id).order_by("code").first()
    SubjectCrop.objects.filter(subject=sample.subject).update(ended_on="2021-01-01")
    SubjectCrop.objects.create(subject=sample.subject, product=other)
    found = {one.label: (one.old, one.new) for one in against_registered(register, sample)}
    assert found["产品"] == (other.name, sample.product.name)
    SubjectCrop.objects.filter(subject=sample.subject).update(ended_on=None)
    SubjectCrop.objects.get_or_create(subject=sample.subject, product=sample.product)
    assert "产品" not in {one.label for one in against_registered(register, sample)}


def test_every_register_can_be_asked(cast):
    for register in site.registers():
        if register.reviewed:
            row = registers.make(register.model._meta.label)
            against_registered(register, row)
