"""The table as a workbook: heads merged as on the page, and on a second sheet of which rows and how defined."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from supervision.ground import clock, masking
from supervision.ground.kinds import clean

from .. import workbook
from . import notes
from .table import Cell, Line, Table

HEAD, SUM = PatternFill("solid", fgColor="DCE8F7"), PatternFill("solid", fgColor="F1F5FB")
THIN = Border(*(Side(style="thin", color="9AA7BD"),) * 4)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(vertical="center", wrap_text=True)
BOLD = Font(bold=True)
FIRST = 3  # the row of the heads, below the title and what it is of
LYING_FROM = 8  # columns


def build(table: Table, counted_at: Any = None) -> io.BytesIO:
    book = Workbook()
    page, told = book.worksheets[0], notes.said(table, counted_at)
    page.title = workbook.sheet_name(table.question.register.label)
    across = len(table.heads) + len(table.columns) * _width(table)
    _title(page, table, dict(told), across)
    row = _heads(page, table)
    for line in (*table.lines, *([table.total] if table.total else [])):
        _line(page, row, table, line)
        row += 1
    _on_paper(page, table, across)
    second = book.create_sheet("口径和条件")
    for at, (label, text) in enumerate(told, 1):
        _put(second, at, 1, label).font = BOLD
        _put(second, at, 2, text)
    second.column_dimensions["A"].width, second.column_dimensions["B"].width = 24, 100
    out = io.BytesIO()
    masking.book(book).save(out)
    out.seek(0)
    return out


def file_name(table: Table) -> str:
    return f"{table.question.title.replace('：', '_')}_{clock.today():%Y%m%d}.xlsx"


def _width(table: Table) -> int:
    """Columns for each value of the column dimension: of a share also what it is made of."""
    return sum(3 if one.share else 1 for one in table.measures)


def _title(page: Worksheet, table: Table, told: dict[str, str], across: int) -> None:
    _put(page, 1, 1, table.question.title).font = Font(bold=True, size=14)
    _put(page, 2, 1, f"条件：{told['筛选条件']}　{told['数据范围']}　{told['统计时间']}")
    for row in (1, 2):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=max(across, 2))
        page.cell(row, 1).alignment, page.cell(row, 1).border = LEFT, Border()


def _heads(page: Worksheet, table: Table) -> int:
    """One row of heads, or two: the values of the column dimension over their numbers. The first row below them."""
    deep = 2 if table.question.column else 1
    for at, label in enumerate(table.heads, 1):
        _head(page, FIRST, at, label, down=deep)
    column = len(table.heads) + 1
    for label, _key in table.columns:
        if deep == 2:
            _head(page, FIRST, column, label, over=_width(table))
        for measure in table.measures:
            sides = ["（分子）", "（分母）"] if measure.share else []
            for more in ("", *sides):
                _head(page, FIRST + deep - 1, column, measure.label + more)
                column += 1
    return FIRST + deep


def _head(page: Worksheet, row: int, column: int, label: str, *, over: int = 1, down: int = 1) -> None:
    cell = _put(page, row, column, label)
    cell.font, cell.fill, cell.alignment = BOLD, HEAD, MIDDLE
    if over > 1 or down > 1:
        for line in range(row, row + down):
            for at in range(column, column + over):
                page.cell(line, at).border, page.cell(line, at).fill = THIN, HEAD
        page.merge_cells(start_row=row, end_row=row + down - 1, start_column=column, end_column=column + over - 1)


def _line(page: Worksheet, row: int, table: Table, line: Line) -> None:
    depth = len(table.heads)
    start = depth - len(line.labels) + 1 if line.depth == depth else line.depth + 1
    for at, (label, over) in enumerate(line.labels, start):
        _put(page, row, at, label)
        if over > 1:
            page.merge_cells(start_row=row, end_row=row + over - 1, start_column=at, end_column=at)
    if line.depth == 0 and depth > 1:
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=depth)
    column = depth + 1
    for cell in line.cells:
        for value, form in _values(cell):
            put = _put(page, row, column, value)
            put.number_format = form
            column += 1
    if line.depth < depth:
        for at in range(max(line.depth, 0) + 1, column):
            page.cell(row, at).font, page.cell(row, at).fill, page.cell(row, at).border = BOLD, SUM, THIN


def _values(cell: Cell) -> list[tuple[Any, str]]:
    if not cell.share:
        whole = isinstance(cell.value, int)
        return [(cell.value, "#,##0" if whole else "#,##0.00")]
    parts = [int(number.replace(",", "")) for number, _url in cell.sides] or [0, 0]
    return [(None if cell.value is None else float(cell.value), "0.0%"), *((one, "#,##0") for one in parts)]


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """A number as it is; a text stays a text, whatever sign it begins with."""
    cell = page.cell(row, column)
    cell.border, cell.alignment = THIN, LEFT
    if isinstance(value, str):
        cell.value = clean(value)
        cell.data_type = "s"
    elif value is not None:
        cell.value, cell.alignment = value, Alignment(horizontal="right", vertical="center")
    return cell


def _on_paper(page: Worksheet, table: Table, across: int) -> None:
    depth, deep = len(table.heads), 2 if table.question.column else 1
    for at in range(1, across + 1):
        page.column_dimensions[get_column_letter(at)].width = 20 if at <= depth else 12
    page.freeze_panes = f"{get_column_letter(depth + 1)}{FIRST + deep}"
    page.print_title_rows = f"{FIRST}:{FIRST + deep - 1}"
    page.page_setup.orientation = "landscape" if across > LYING_FROM else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"
