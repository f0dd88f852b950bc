"""The head as offices write it, and what of it is not understood."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import reading
from supervision.ground.errors import RuleViolation

from .files import GOOD, LABELS, named, workbook

BASE = ["名称", "主体类型", "行业", "所在地区"]


def read(*rows, change=None):
    return reading.read(workbook(("名录", rows), change=change), SHEET)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("联 系 人", "contact"),
        ("联系电话\u200b", "phone"),
        ("＊联系电话：", "phone"),
        ("规模(亩)", "area"),
        ("规模", "area"),
        ("规模\n（ 亩 ）", "area"),
        ("联系电话（手机）", "phone"),
        ("社会信用代码", "credit_code"),
        ("手机号码", "phone"),
        ("入册日期 ", "registered_on"),
    ],
)
def test_a_label_in_another_shape(written, name):
    table = read([*BASE, written], ["甲", *GOOD, "x"])
    assert table.lines[0].cell(name) == "x"
    assert table.left == []


def test_another_word_is_told():
    assert "“社会信用代码”读作“统一社会信用代码”" in read([*BASE, "社会信用代码"], ["甲", *GOOD, "x"]).notes


@pytest.mark.parametrize(
    ("labels", "left"),
    [
        (["备注"], "E列“备注”"),
        (["联系电话", "手机"], "F列“手机”（“联系电话”已从E列读入）"),
        (["联系电话", "联系电话"], "F列“联系电话”（“联系电话”已从E列读入）"),
        (["规模（公顷）"], "E列“规模（公顷）”（单位不同，应为“规模（亩）”）"),
        ([None], "E列（没有列名）（有内容）"),
    ],
)
def test_what_is_not_understood_is_named(labels, left):
    table = read([*BASE, *labels], ["甲", *GOOD, "1", "2"][: 4 + len(labels)])
    assert table.left == [f"列：{left}"]


def test_the_own_label_goes_before_another_word():
    table = read(["姓名", *BASE], ["张三", "甲", *GOOD])
    assert table.lines[0].cell("name") == "甲"
    assert "A列“姓名”" in table.left[0]


def test_a_title_and_notes_above():
    rows = [["董团乡监管对象名录"], ["填报单位：董团乡", None, "名称"], [], *named("甲")]
    table = read(*rows)
    assert [(line.number, line.cell("name")) for line in table.lines] == [(5, "甲")]


def merge(*areas: str):
    def change(page: Worksheet) -> None:
        for area in areas:
            page.merge_cells(area)

    return change


def test_a_head_of_two_lines():
    rows = [
        ["董团乡名录"],
        [*BASE, "联系方式", None, "备注"],
        [None, None, None, None, "联系人", "电话", None],
        ["甲", *GOOD, "张三", "139", "x"],
    ]
    table = read(*rows, change=merge("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3"))
    assert [line.number for line in table.lines] == [4]
    assert table.lines[0].cell("contact") == "张三"
    assert table.lines[0].cell("phone") == "139"
    assert table.left == ["列：G列“备注”"]


def test_a_group_says_whose_telephone_it_is():
    rows = [[*BASE, "法人", None, "联系人", None], [None] * 4 + ["姓名", "传真", "姓名", "电话"]]
    table = read(*rows, ["甲", *GOOD, "王", "1", "李", "2"], change=merge("E1:F1", "G1:H1"))
    assert (table.lines[0].cell("contact"), table.lines[0].cell("phone")) == ("李", "2")


def test_a_place_in_several_columns():
    table = read([*BASE[:3], "县区", "乡镇", "村"], ["甲", *GOOD[:2], "广信区", "董团乡", None])
    assert table.lines[0].cell("region") == "广信区 董团乡"
    assert "“县区、乡镇、村”读作“所在地区”" in table.notes


def test_the_sheet_with_the_head_is_found_and_others_are_named():
    notes = [["列名", "是否必填"], ["名称", "必填"]]
    book = workbook(("封面", [["董团乡"]]), ("填写说明", notes), ("数据", named("甲")), ("空", []))
    table = reading.read(book, SHEET)
    assert table.lines[0].cell("name") == "甲"
    assert table.left == ["“封面”表（没有找到表头）"]


def test_a_sheet_for_each_township_is_read_and_rows_name_it():
    table = reading.read(workbook(("董团乡", named("甲")), ("皂头镇", named("乙", "丙"))), SHEET)
    assert [line.where for line in table.lines] == ["“董团乡”表第2行", "“皂头镇”表第2行", "“皂头镇”表第3行"]
    assert len(table.taken) == 2


def test_a_sheet_without_a_required_column_is_named():
    other = [[label for label in LABELS if "地区" not in label], ["乙"]]
    table = reading.read(workbook(("董团乡", named("甲")), ("皂头镇", other)), SHEET)
    assert len(table.lines) == 1
    assert table.left == ["“皂头镇”表（缺少必填的列：所在地区）"]


def test_a_required_column_under_an_unknown_word_is_named_in_the_refusal():
    with pytest.raises(RuleViolation, match=r"缺少必填的列：名称.*A列“户名简称”"):
        read(["户名简称", *BASE[1:]], ["甲", *GOOD])


def test_a_hidden_sheet_is_named_and_a_hidden_column_read():
    def change(page: Worksheet) -> None:
        page.column_dimensions["E"].hidden = True
        for state, other in zip(("hidden", "veryHidden"), page.parent.worksheets[1:], strict=True):
            other.sheet_state = state

    book = workbook(
        ("名录", [[*BASE, "联系人"], ["甲", *GOOD, "张三"]]), ("旧", named("乙")), ("更旧", []), change=change
    )
    table = reading.read(book, SHEET)
    assert table.left == ["隐藏的表：“旧”、“更旧”"]
    assert "隐藏的列也读入了：E列“联系人”" in table.notes
    assert table.lines[0].cell("contact") == "张三"
