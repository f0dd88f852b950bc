"""Old workbooks (.xls) and comma-separated text are read like any other; what they cannot tell is said."""

import io

import pytest
from openpyxl import load_workbook

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import checking, marking, reading
from supervision.ground.errors import RuleViolation
from tests import make

from .files import GOOD, LABELS, error_cell, hidden_row, label_cell, xls

HEAD = b"".join(label_cell(0, at, label) for at, label in enumerate(LABELS))
AREA = LABELS.index("规模（亩）")


def row(at: int, *values: str) -> bytes:
    return b"".join(label_cell(at, column, value) for column, value in enumerate(values))


def checked(content):
    return checking.check(reading.read(content, SHEET), SHEET, by=make.post("guangxin"))


def test_errors_hidden_rows_and_sheets_of_an_old_workbook(cast):
    cells = HEAD + row(1, "甲", *GOOD) + error_cell(1, AREA, 42) + hidden_row(2) + row(2, "乙", *GOOD)
    found = checked(xls(("名录", 0, cells), ("旧", 1, HEAD)))
    assert [(fault.row, fault.name, fault.value) for fault in found.faults] == [(2, "area", "#N/A")]
    assert found.table.left == ["隐藏（或被筛选掉）的行：第3行，共1行", "隐藏的表：“旧”"]
    assert any(".xls" in text for text in found.table.notes)


def test_an_error_alone_in_the_last_row_is_read():
    table = reading.read(xls(("名录", 0, HEAD + row(1, "甲", *GOOD) + error_cell(7, 0, 23))), SHEET)
    assert [(line.number, str(line.cell("name"))) for line in table.lines] == [(2, "甲"), (8, "#REF!")]


def test_an_old_workbook_that_would_be_laid_out_over_gigabytes_is_refused(monkeypatch):
    def reader(*_given):
        raise AssertionError("the reader must not see it")

    monkeypatch.setattr("supervision.ground.desk.book.old.CalamineWorkbook.from_filelike", reader)
    for content in (
        xls(*((f"表{n}", 0, HEAD + label_cell(65_535, 255, "x")) for n in range(3))),
        xls(("名录", 0, HEAD), reach=(4_000_000_000, 256)),
    ):
        with pytest.raises(RuleViolation, match="范围过大"):
            reading.read(content, SHEET)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_text_with_commas(cast, coding, sign):
    lines = [sign.join(LABELS), sign.join(["甲", *GOOD]), sign.join(['"乙\n家"', "火星人", *GOOD[1:], '="007"'])]
    found = checked("\r\n".join(lines).encode(coding))
    assert [line.number for line in found.table.lines] == [2, 3]
    assert found.lines[1].cell("credit_code") == "007"
    assert [(fault.row, fault.name) for fault in found.faults if fault.name == "kind"] == [(3, "kind")]


@pytest.mark.parametrize("kind", ["xls", "csv"])
def test_their_marked_copy_keeps_rows_and_values(cast, kind):
    rows = [["名录"], LABELS, [], ["甲", *GOOD], ["乙", "火星人", *GOOD[1:]]]
    content = "\n".join(",".join(line) for line in rows).encode("gb18030")
    if kind == "xls":
        content = xls(("名录", 0, b"".join(row(at, *line) for at, line in enumerate(rows))))
    book = load_workbook(io.BytesIO(marking.marked(content, checked(content))))
    page = book.worksheets[0]
    assert [cell.value for cell in page["A"]] == ["名录", "*名称", None, "甲", "乙"]
    assert page["B5"].fill.fgColor.rgb.endswith("FF9C9C")
    assert "火星人" in page.cell(5, page.max_column).value
