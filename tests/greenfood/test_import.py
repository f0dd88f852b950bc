"""A county brings in its existing certificates from Excel."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook

from greenfood import services
from greenfood.models import Certification
from greenfood.sheets import SHEET
from greenfood.tables import CERTIFICATIONS
from supervision.ground.desk import importing
from supervision.ground.facts import Fact
from supervision.ground.records import State
from tests import make
from tests.greenfood.make import certification

pytestmark = pytest.mark.django_db
D = dt.date


def line(**given: Any) -> dict[str, Any]:
    return {
        "kind": "绿色食品",
        "certificate_number": "LB-1",
        "product_name": "白莲",
        "holder": "董团莲子协会",
        "region": "广信区 董团乡",
        "valid_from": D(2020, 3, 15),
        "valid_to": D(2023, 3, 14),
        **given,
    }


def looked(cast, *lines):
    book = Workbook()
    book.active.append([("*" if c.required else "") + c.label for c in SHEET.columns])
    for given in lines:
        book.active.append([given.get(c.name) for c in SHEET.columns])
    out = io.BytesIO()
    book.save(out)
    return importing.look(CERTIFICATIONS, out.getvalue(), by=cast.guangxin.post)


def test_good_rows_come_in_and_known_holders_are_found(cast):
    known = make.subject("董团莲子合作社")
    found = looked(
        cast,
        line(holder="董团莲子合作社"),
        line(kind="农产品地理标志（AGI）", certificate_number="AGI-7", valid_to=None),
    )
    assert not found.faults
    made = SHEET.bulk(found.good_rows, by=cast.guangxin.post)
    assert [(c.subject, c.holder_name) for c in made] == [(known, ""), (None, "董团莲子协会")]
    told = Fact.objects.filter(kind="greenfood.certified")
    assert {one.state for one in made} == {State.SUBMITTED}
    assert not told.exists()
    for one in Certification.objects.all():
        services.accept(one, by=cast.reviewer.post)
    assert told.count() == 2
    assert Certification.objects.in_force(D(2021, 12, 20)).count() == 2


@pytest.mark.parametrize(
    ("bad", "column", "said"),
    [
        ({"kind": "无公害"}, "kind", "没有“无公害”"),
        ({"certificate_number": None}, "certificate_number", "必填"),
        ({"valid_from": D(2022, 1, 1)}, "valid_from", "不能晚于今天"),
        ({"valid_to": D(2026, 1, 1)}, "valid_to", "有效期不超过"),
        ({"valid_to": None}, "valid_to", "必须填写有效期止"),
        ({"kind": "农产品地理标志（AGI）"}, "valid_to", "长期有效"),
        ({"region": "信州区 沙溪镇"}, "region", ""),
        ({"area": "很多"}, "area", "应为数字"),
        ({"certificate_number": "LB-0", "product_name": "老产品"}, "certificate_number", "已经登记"),
    ],
)
def test_every_bad_cell_is_named(cast, bad, column, said):
    certification(certificate_number="LB-0", product_name="老产品")
    found = looked(cast, line(), line(**{"certificate_number": "LB-9", **bad}))
    assert [(fault.row, fault.name) for fault in found.faults] == [(3, column)]
    assert said in found.faults[0].message


def test_the_same_product_twice_in_the_file(cast):
    assert [f.message for f in looked(cast, line(), line()).faults] == ["与第2行重复。"]
