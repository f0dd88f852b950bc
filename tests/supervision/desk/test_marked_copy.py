"""The marked copy of files as people make them: merged cells, styles that no program understands."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from supervision.ground.desk.models import ImportBatch

from .conftest import URL, opened, row

IMPORT = URL + "import/"


def marked(cast, content):
    answer = cast.guangxin.post_to(IMPORT, {"file": SimpleUploadedFile("名录.xlsx", content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return opened(cast.guangxin.get(f"{IMPORT}{ImportBatch.objects.get().pk}/marked/")).worksheets[0]


def column_of(page, label):
    return next(cell.column_letter for cell in page[1] if label in str(cell.value))


def test_a_merged_cell_is_taken_apart_and_marked(cast, sheet_of):
    book = load_workbook(sheet_of(row(name="甲"), row(name="乙"), row(name="丙")))
    page = book.active
    place, kind = column_of(page, "所在地区"), column_of(page, "主体类型")
    page.merge_cells(f"{place}2:{place}3")
    page.merge_cells(f"{kind}3:{kind}4")
    out = io.BytesIO()
    book.save(out)
    copy = marked(cast, out.getvalue())
    for cell in (copy[f"{place}3"], copy[f"{kind}4"]):
        assert cell.fill.fgColor.rgb.endswith("FF9C9C")
        assert "合并成了一格" in cell.comment.text
    assert copy[f"{place}2"].value == "广信区 董团乡"
    assert copy.max_row == 4


def stumble(*_given):
    raise IndexError("list index out of range")


def test_styles_that_cannot_be_read_leave_the_values_in_their_rows(cast, sheet_of, monkeypatch):
    monkeypatch.setattr("supervision.ground.desk.marking.load_workbook", stumble)
    copy = marked(cast, sheet_of(row(name="甲"), row(name="乙", kind="火星人")).read())
    assert [cell.value for cell in copy["A"]] == ["*名称", "甲", "乙"]
    kind = column_of(copy, "主体类型")
    assert copy[f"{kind}3"].fill.fgColor.rgb.endswith("FF9C9C")
    assert not copy[f"{kind}2"].fill.fgColor.rgb.endswith("FF9C9C")
    assert copy.cell(3, copy.max_column).value.startswith("主体类型：没有“火星人”")


def test_a_large_file_keeps_its_row_numbers_days_and_columns_of_its_own(cast, sheet_of, monkeypatch):
    monkeypatch.setattr("supervision.ground.desk.marking.OWN_FILE_UP_TO", 1)
    book = load_workbook(sheet_of(row(name="甲", registered_on=dt.date(2021, 3, 5)), row(name="乙", kind="火星人")))
    page = book.active
    page.insert_rows(1, 2)
    page["A1"] = "董团乡上报"
    page.cell(3, 14, "备注")
    page.cell(5, 14, "新来的")
    out = io.BytesIO()
    book.save(out)
    copy = marked(cast, out.getvalue())
    assert (copy["A1"].value, copy["A5"].value, copy["N5"].value) == ("董团乡上报", "乙", "新来的")
    assert copy["M4"].value == dt.datetime(2021, 3, 5)
    assert copy["B5"].fill.fgColor.rgb.endswith("FF9C9C")


@pytest.mark.parametrize("large", [False, True])
def test_signs_that_no_workbook_can_hold_do_no_harm(cast, sheet_of, monkeypatch, large):
    """Excel writes them as _x0007_; a sentence about the cell quotes them."""
    if large:
        monkeypatch.setattr("supervision.ground.desk.marking.OWN_FILE_UP_TO", 1)
    given = sheet_of(row(name="控_x0001_一", kind="农_x0007_户x"), row(name="=1+1", kind="火_x000B_星"))
    copy = marked(cast, given.read())
    assert copy["B2"].fill.fgColor.rgb.endswith("FF9C9C")
    assert copy["B3"].fill.fgColor.rgb.endswith("FF9C9C")


@pytest.mark.parametrize("large", [False, True])
def test_each_worksheet_has_its_own_marks(cast, sheet_of, monkeypatch, large):
    if large:
        monkeypatch.setattr("supervision.ground.desk.marking.OWN_FILE_UP_TO", 1)
    book = load_workbook(sheet_of(row(name="甲"), row(name="乙")))
    book.worksheets[0].title = "董团乡"
    second = book.copy_worksheet(book.worksheets[0])
    second.title, second["A2"], second["A3"], second["B3"] = "皂头镇", "丙", "丁", "火星人"
    out = io.BytesIO()
    book.save(out)
    first = marked(cast, out.getvalue())
    other = first.parent["皂头镇"]
    assert other["B3"].fill.fgColor.rgb.endswith("FF9C9C")
    assert "火星人" in other.cell(3, other.max_column).value
    assert not any(cell.fill.fgColor.rgb.endswith("FF9C9C") for line in first for cell in line)
