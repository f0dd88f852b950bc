"""Rows of a worksheet that are no rows of the register: each is named, none is a fault, none is taken silently."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import checking, importing, reading
from supervision.ground.desk.models import ImportBatch
from supervision.ground.subjects import Subject
from tests import make
from tests.supervision.desk.conftest import URL

from .files import GOOD, LABELS, named, workbook

IMPORT = URL + "import/"


def read(*rows, change=None):
    return reading.read(workbook(("名录", rows), change=change), SHEET)


@pytest.mark.parametrize(
    "foot",
    [
        ["合计", None, None, None, None, None, None, None, None, 35.5],
        ["合 计：2家"],
        ["填报人：张三", None, None, None, "审核人："],
        ["制表日期：2021年12月1日"],
        ["填报单位（盖章）：董团乡"],
        [None, "审核人（签字）："],
        ["备注：以上数据截至12月"],
        ["注：1.本表一式两份"],
    ],
)
def test_a_foot_is_named_and_no_fault(cast, foot):
    table = read(*named("甲", "乙"), [], foot)
    assert [line.number for line in table.lines] == [2, 3]
    assert table.left[0].startswith("表尾和合计：第5行")
    assert checking.check(table, SHEET, by=make.post("guangxin")).bad == 0


@pytest.mark.parametrize("name", ["合计", "总计划合作社", "注册农户", "填报人家庭农场", "日期果园"])
def test_a_whole_row_is_no_foot_whatever_its_name(name):
    assert read(*named("甲", name)).lines[-1].cell("name") == name


@pytest.mark.parametrize("name", ["总计划合作社", "说明书家庭农场", "联系紧密合作社"])
def test_a_lacking_row_is_no_foot_either(name):
    assert [line.number for line in read(*named("甲"), [name, "农户"]).lines] == [2, 3]


def test_a_head_repeated_and_numbers_of_columns():
    table = read(LABELS, list(range(1, 13)), ["甲", *GOOD], LABELS, ["乙", *GOOD])
    assert [line.number for line in table.lines] == [3, 5]
    assert table.left == ["重复的表头、栏号：第2行、第4行"]


def test_rows_with_values_in_unread_columns_only():
    table = read([*LABELS, "备注"], ["甲", *GOOD], [*[None] * len(LABELS), "看这里"])
    assert table.left == ["列：N列“备注”", "只在上面这些列里有内容的行：第3行"]


def test_merged_cells_say_where_the_value_is(cast):
    def change(page):
        page.merge_cells("D2:D4")
        page.merge_cells("I2:I3")  # empty: nothing is lost

    table = read(*named("甲", "乙", "丙"), change=change)
    found = checking.check(table, SHEET, by=make.post("guangxin"))
    assert [(fault.row, fault.name) for fault in found.faults] == [(3, "region"), (4, "region")]
    assert "与D2合并成了一格" in found.faults[0].message


def hide(*rows):
    def change(page):
        for row in rows:
            page.row_dimensions[row].hidden = True

    return change


def test_hidden_rows_are_named_and_not_taken():
    table = read(*named("甲", "乙", "丙", "丁", "戊"), change=hide(3, 4, 6))
    assert [line.cell("name") for line in table.lines] == ["甲", "丁"]
    assert table.left == ["隐藏（或被筛选掉）的行：第3–4行、第6行，共3行"]


def test_hidden_rows_are_taken_when_somebody_says_so(cast):
    content = workbook(("名录", named("甲", "乙")), change=hide(3))
    cast.guangxin.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content)})
    batch = ImportBatch.objects.get()
    page = f"{IMPORT}{batch.pk}/"
    assert cast.guangxin.get(page).context["result"]["rows"] == 1
    answer = cast.guangxin.post_to(page, {"hidden": "1"}, follow=True)
    assert answer.context["result"]["rows"] == 2
    assert "隐藏（或被筛选掉）的行已一并读入：第3行" in answer.content.decode()
    importing.run_import(batch.pk, by=cast.guangxin.post)
    assert Subject.objects.filter(name__in=["甲", "乙"]).count() == 2


def test_only_hidden_rows_can_be_opened_on_the_page(cast):
    content = workbook(("名录", named("甲")), change=hide(2))
    cast.guangxin.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content)})
    answer = cast.guangxin.get(f"{IMPORT}{ImportBatch.objects.get().pk}/")
    assert answer.context["result"]["rows"] == 0
    assert "把这些行也读入" in answer.content.decode()


def test_the_neighbour_cannot_open_them(cast):
    content = workbook(("名录", named("甲", "乙")), change=hide(3))
    cast.guangxin.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content)})
    batch = ImportBatch.objects.get()
    assert cast.xinzhou.post_to(f"{IMPORT}{batch.pk}/", {"hidden": "1"}).status_code == 404


def test_the_page_and_the_finished_batch_say_what_was_left(cast):
    cast.guangxin.post_to(
        IMPORT, {"file": SimpleUploadedFile("名录.xlsx", workbook(("名录", [[*LABELS, "备注"], ["甲", *GOOD]])))}
    )
    page = f"{IMPORT}{ImportBatch.objects.get().pk}/"
    assert "N列“备注”" in cast.guangxin.get(page).content.decode()
    importing.run_import(ImportBatch.objects.get().pk, by=cast.guangxin.post)
    assert "N列“备注”" in cast.guangxin.get(page).content.decode()
