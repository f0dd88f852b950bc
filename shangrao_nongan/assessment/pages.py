"""The look of an office form in a workbook: title, form number, reporting unit, ruled cells, lines to sign, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .models import Run

HEAD = PatternFill("solid", fgColor="E8F0FB")
THIN = Border(*(Side(style="thin", color="9AA7BD"),) * 4)
TITLE = Font(name="方正小标宋简体", size=16, bold=True)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
UNIT = "上饶市农业农村局"
SIGNERS = ("单位负责人（签字）：", "审核人（签字）：", "填报人（签字）：")
LINE = 15.5  # points of a line of text of 11

letter = get_column_letter


def begin(
    page: Worksheet,
    run: Run,
    title: str,
    form: str,
    head: Sequence[str],
    widths: Sequence[float],
    *,
    lying: bool = True,
) -> None:
    """Title; form number; reporting unit and facts; head, as high as its words need; the head again on each page."""
    last = len(head)
    standing = f"第{run.ordinal}次计分（预评，未公布）" if run.is_preview else f"公布版本{run.version}"
    page.append([title])
    page.append([f"表号：{form}"])
    page.append(
        [f"填报单位：{UNIT}　　数据截至：{run.until:%Y-%m-%d}　　{standing}　　数据指纹：{run.input_hash[:12]}"]
    )
    page.append(list(head))
    for row in (1, 2, 3):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    page["A1"].font, page["A1"].alignment = TITLE, CENTER
    page["A2"].alignment, page["A3"].alignment = RIGHT, LEFT
    page.row_dimensions[1].height = 32
    page.row_dimensions[3].height = LINE * lines_of(str(page["A3"].value), sum(widths)) + 5
    for column, width in enumerate(widths, 1):
        page.column_dimensions[letter(column)].width = width
        cell = page.cell(4, column)
        cell.fill, cell.font, cell.alignment, cell.border = HEAD, Font(bold=True), CENTER, THIN
    most = max(lines_of(str(text), width) for text, width in zip(head, widths, strict=True))
    page.row_dimensions[4].height = LINE * most + 6
    page.freeze_panes = "C5"
    page.print_title_rows = "1:4"
    on_a4(page, title, lying=lying)


def on_a4(page: Worksheet, title: str, *, lying: bool) -> None:
    page.page_setup.orientation = "landscape" if lying else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.6, 0.6
    header: Any = page.oddHeader
    footer: Any = page.oddFooter
    header.center.text, footer.center.text = title.replace("&", "&&"), "第 &P 页 共 &N 页"


def finish(page: Worksheet, first: int, *, left: tuple[int, ...] = (), bold: tuple[int, ...] = ()) -> None:
    for row in page.iter_rows(min_row=first, max_col=page.max_column):
        for cell in row:
            cell.border, cell.alignment = THIN, LEFT if cell.column in left else CENTER
            if cell.row in bold:
                cell.font = Font(bold=True)
    _grow(page, first)


def _grow(page: Worksheet, first: int) -> None:
    """Rows are as high as their longest cell: a spreadsheet does not see to it in a file it did not make."""
    widths = [page.column_dimensions[letter(column)].width for column in range(1, page.max_column + 1)]
    for at, row in enumerate(page.iter_rows(min_row=first, max_row=page.max_row, values_only=True), first):
        most = max(lines_of(str(value or ""), width) for value, width in zip(row, widths, strict=True))
        page.row_dimensions[at].height = min(400, LINE * most + 6)


def sign(page: Worksheet, note: str) -> None:
    """Below the figures: what to know, and who signs, on one page with the last rows."""
    last, row = page.max_column, page.max_row + 1
    said = [note, "　　　　　　".join(SIGNERS), "填报日期：　　　　年　　月　　日　　　　　　（盖章）"]
    width = sum(page.column_dimensions[letter(column)].width for column in range(1, last + 1))
    for at, text in enumerate(said, row):
        page.cell(at, 1, text).alignment = LEFT
        page.merge_cells(start_row=at, start_column=1, end_row=at, end_column=last)
        page.row_dimensions[at].height = max(30 if at > row else 18, LINE * lines_of(text, width) + 4)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters; a Chinese one is two wide."""
    room = max(1.0, width - 1.5)
    taken = (sum(2 if east_asian_width(sign) in "WF" else 1 for sign in part) for part in text.split("\n"))
    return sum(max(1, ceil(count / room)) for count in taken)
