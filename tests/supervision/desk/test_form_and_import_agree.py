"""One rule behind both doors: what the form refuses in a field, the import refuses in its cell, and the service too."""

import datetime as dt
import io
from decimal import Decimal
from importlib import import_module

import pytest
from django.conf import settings
from openpyxl import Workbook

from monitoring.models import Analyte
from supervision.ground import kinds
from supervision.ground.desk import checking, reading
from supervision.ground.desk.registry import REGISTERS
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from supervision.models import Laboratory
from tests import registers
from tests.cast import DONGTUAN

import_module(settings.ROOT_URLCONF)  # the addresses load every register
SUBJECT = {"name": "绿源合作社", "kind": "农民专业合作社", "industry": "种植业", "region": "广信区 董团乡"}
CERTIFICATE = {
    "kind": "绿色食品",
    "certificate_number": "LB-1",
    "product_name": "白莲",
    "holder": "莲子协会",
    "region": "广信区 董团乡",
    "valid_from": "2020-03-15",
    "valid_to": "2023-03-14",
}
CAPABILITY = {"laboratory": "", "analyte": "毒死蜱", "since": "2019-05-06"}
GIVEN = {"subjects": SUBJECT, "certifications": CERTIFICATE, "capabilities": CAPABILITY}
# By name in a workbook, from a list in the form.
CHOSEN = {"laboratory": (Laboratory, "organisation__name"), "analyte": (Analyte, "name")}
NAMES = {"holder": "holder_name"}  # a column that the form asks for under another name
ODD = (
    "长" * 200,
    "甲\u202e乙",
    "无",
    "/",
    "12,5",
    "1_000",
    "33.3333",
    "-1",
    "1e5",
    "约5",
    "9" * 30,
    "很多",
    "1931-05-01",
    "1900-01-01",
    "21.3.15",
    "15/03/2021",
    "2021-02-30",
    "2030-01-01",
    "1380013800",
    "13800138000/13900139000",
    "36112119900230123X",
    "9136110OMA35F1234L",
    "火星人",
    "",
)
IMPORTABLE = sorted(register.key for register in REGISTERS.values() if register.sheet is not None)


def test_every_importable_register_is_asked():
    assert set(IMPORTABLE) == set(GIVEN)


def looked(register, given, who):
    book = Workbook()
    book.active.append([column.label for column in register.sheet.columns])
    book.active.append([given.get(column.name) for column in register.sheet.columns])
    out = io.BytesIO()
    book.save(out)
    return checking.check(reading.read(out.getvalue(), register.sheet), register.sheet, by=who.post)


def sent(register, given):
    """The same answers as a form sends them."""
    stored = {}
    for column in register.sheet.columns:
        value = given.get(column.name) or ""
        if column.kind == "choice":
            value = {label: one for one, label in column.choices}.get(value, value)
        if column.kind == "region" and value == "广信区 董团乡":
            value = DONGTUAN
        if column.name in CHOSEN:
            model, name = CHOSEN[column.name]
            found = model.objects.filter(**{name: value}).values_list("pk", flat=True).first()
            value = found or value
        stored[NAMES.get(column.name, column.name)] = value
    return stored


def refused_in_its_cell(column, value):
    try:
        column.read(value)
    except kinds.Unreadable:
        return True
    return False


def told(register, given, column, cast):
    """Refused by the rules of the whole row; or doubted, which is told and holds nothing back."""
    found = looked(register, given, cast.guangxin)
    return column.name in {one.name for one in (*found.faults, *found.remarks)}


@pytest.mark.parametrize("key", IMPORTABLE)
def test_what_the_form_refuses_the_import_refuses(key, cast):
    register, good = REGISTERS[key], dict(GIVEN[key])
    if "laboratory" in good:
        good["laboratory"] = registers.make("supervision.Laboratory").organisation.name
    assert not looked(register, good, cast.guangxin).faults
    lenient, asked = [], 0
    for column in register.sheet.columns:
        field = NAMES.get(column.name, column.name)
        for value in ODD:
            form = register.form_class(sent(register, good | {column.name: value}), post=cast.guangxin.post)
            if field not in form.errors or column.kind == "region":  # a place is chosen there, and written here
                continue
            if kinds.blanks.is_blank(value) and not column.required:  # a workbook may leave its day out
                continue
            asked += 1
            if not refused_in_its_cell(column, value) and not told(register, good | {column.name: value}, column, cast):
                lenient.append((column.name, value[:30], form.errors[field]))
    assert asked > 40
    assert lenient == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("registered_on", dt.date(1931, 5, 1)),
        ("registered_on", dt.date(2030, 1, 1)),
        ("name", "长" * 81),
        ("name", ""),
        ("name", "甲\u202e乙"),
        ("kind", "martian"),
        ("area", Decimal(-1)),
        ("area", Decimal("1e9")),
        ("phone", "12345"),
        ("identity", "36112119900230123X"),
        ("credit_code", "9136110OMA35F1234L"),
        ("latitude", Decimal(28)),
    ],
)
def test_the_service_refuses_one_and_many(cast, field, value):
    life = REGISTERS["subjects"].life
    region = cast.township.post.region
    row = {"name": "甲社", "kind": "cooperative", "industry": "planting", "region": region, field: value}
    for enter in (
        lambda: life.create(by=cast.guangxin.post, **row),
        lambda: life.create_many([row], by=cast.guangxin_admin.post, state=State.ACCEPTED),
        lambda: life.create_many([row] * 2, by=cast.guangxin_admin.post),
    ):
        with pytest.raises(RuleViolation) as refused:
            enter()
        assert refused.value.field == field or (field == "latitude" and refused.value.field == "longitude")
    assert not Subject.objects.filter(name__contains="甲").exists()
