"""Every kind of bad cell, each named at its row and column; the good rows stay good."""

import datetime as dt
from collections import Counter

import pytest

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import checking, reading
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds.codes import identity_checks
from supervision.ground.regions import Region
from tests import make

from .conftest import CODE, row


@pytest.fixture
def faults(cast, sheet_of):
    def look(*rows, who="guangxin"):
        table = reading.read(sheet_of(*rows).read(), SHEET)
        found = checking.check(table, SHEET, by=make.post(who))
        return [(fault.row, fault.name, fault.message) for fault in found.faults]

    return look


def valid_identity() -> str:
    return next(f"36112119900101123{c}" for c in "0123456789X" if identity_checks(f"36112119900101123{c}"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", None, "必填"),
        ("name", "长" * 81, "最多80个字，现有81个字"),
        ("kind", "火星人", "没有“火星人”这个选项"),
        ("region", "信州区 沙溪镇", "不在您的辖区内"),
        ("region", "361102100", "不在您的辖区内"),
        ("region", "月球", "没有这个地区"),
        ("region", "广信区", "请填到乡镇"),
        ("credit_code", "123", "18位"),
        ("credit_code", 913611040000000000, "被存成了数字"),
        ("phone", "12345", "11位手机号"),
        ("identity", "361121199001011234X", "应为18位，现有19位，多1位"),
        ("identity", "111111111111111111", "校验位"),
        ("area", "很多", "应为数字"),
        ("area", -1, "不能小于0"),
        ("registered_on", dt.date(2022, 1, 1), "不能晚于今天"),
        ("registered_on", "2021-02-30", "没有这一天"),
        ("registered_on", "昨天", "应为日期"),
    ],
)
def test_a_bad_cell_is_named(faults, name, value, said):
    found = faults(row(name="好的合作社"), row(**{name: value}))
    assert [(at, column) for at, column, _message in found] == [(3, name)]
    assert said in found[0][2]


def test_good_values_in_every_way_they_are_written(cast, sheet_of):
    rows = [
        row(name="一", region="361104290", registered_on="2021年3月5日", area="1,200.5", phone=13907931234.0),
        row(name="二", region="董团乡", registered_on="20210305", kind="cooperative", identity=valid_identity()),
        row(name="三", region="广信区董团乡", registered_on=dt.datetime(2021, 3, 5), credit_code=CODE.lower()),
    ]
    table = reading.read(sheet_of(*rows).read(), SHEET)
    found = checking.check(table, SHEET, by=make.post("guangxin"))
    assert not found.faults
    assert {read["registered_on"] for read in found.good_rows} == {dt.date(2021, 3, 5)}
    assert {read["region"].pk for read in found.good_rows} == {"361104290"}
    assert found.good_rows[0]["phone"] == "13907931234"
    assert found.good_rows[2]["credit_code"] == CODE


def test_twice_in_the_file_and_already_in_the_register(faults, cast):
    make.subject("已有的合作社", credit_code=CODE)
    make.subject("已有的农户", kind="smallholder", identity=valid_identity())
    other = "92361104MA35F12345"
    found = faults(
        row(name="甲", credit_code=CODE),
        row(name="乙", credit_code=other),
        row(name="丙", credit_code=other),
        row(name="丁", identity=valid_identity()),
        row(name="戊"),
        row(name="戊"),
    )
    assert [(at, column) for at, column, _ in found] == [
        (2, "credit_code"),
        (4, "credit_code"),
        (5, "identity"),
        (7, "name"),
    ]
    assert "已在名录中" in found[0][2]
    assert found[1][2] == "与第3行重复。"


def test_an_ambiguous_name_asks_for_the_county(faults, cast):
    names = Counter(Region.objects.filter(level="village", closed=None).values_list("name", flat=True))
    name = next(name for name, times in names.items() if times > 1)
    assert "多个同名" in faults(row(region=name), who="auditor")[0][2]


def test_a_workbook_that_is_not_the_template(sheet_of):
    with pytest.raises(RuleViolation, match="缺少必填的列：所在地区"):
        reading.read(sheet_of(row(), drop="region").read(), SHEET)
    with pytest.raises(RuleViolation, match="没有数据行"):
        reading.read(sheet_of().read(), SHEET)
    with pytest.raises(RuleViolation, match="没有数据行"):
        reading.read(sheet_of({}, {"name": "  "}).read(), SHEET)
