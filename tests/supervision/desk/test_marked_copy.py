"""The marked copy of files as people make them: merged cells, styles that no program understands."""

import io

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
        assert "必填" in cell.comment.text
    assert copy[f"{place}2"].value == "广信区 董团乡"
    assert copy.max_row == 4


def test_styles_that_cannot_be_read_leave_the_bad_rows_alone(cast, sheet_of, monkeypatch):
    def stumble(*_given):
        raise IndexError("list index out of range")

    monkeypatch.setattr("supervision.ground.desk.marking.load_workbook", stumble)
    copy = marked(cast, sheet_of(row(name="甲"), row(name="乙", kind="火星人")).read())
    assert [cell.value for cell in copy["A"]] == ["*名称", "乙"]
    assert copy[f"{column_of(copy, '主体类型')}2"].fill.fgColor.rgb.endswith("FF9C9C")
