"""The person's own file back, with every bad cell red and the reason as a note on it."""

from __future__ import annotations

import io
from typing import Any, cast

import structlog
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .checking import Checked

log = structlog.get_logger(__name__)
RED = PatternFill("solid", fgColor="FF9C9C")
OWN_FILE_UP_TO = 5_000  # rows; a larger file comes back as its bad rows only


def marked(content: bytes, checked: Checked) -> bytes:
    if content[:2] == b"PK" and checked.total <= OWN_FILE_UP_TO:
        try:
            return _own_file(content, checked)
        except Exception as broken:  # openpyxl stumbles over styles and drawings that the import never looks at
            log.info("marked_rows_alone", error=repr(broken))
    book, rows = _bad_rows(checked)
    return _marked(book, checked, rows, 1)


def _own_file(content: bytes, checked: Checked) -> bytes:
    rows = {number: number for number in checked.bad_rows}
    return _marked(load_workbook(io.BytesIO(content)), checked, rows, checked.table.header_row)


def _marked(book: Workbook, checked: Checked, rows: dict[int, int], header: int) -> bytes:
    _mark(book.worksheets[0], checked, rows, header)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bad_rows(checked: Checked) -> tuple[Workbook, dict[int, int]]:
    """A new workbook with the header and the bad rows, and where each of them stands in it."""
    book = Workbook()
    rows: dict[int, int] = {}
    bad = checked.bad_rows
    _put(book.worksheets[0], 1, checked.table.header)
    for number, line in checked.table.rows:
        if number in bad:
            rows[number] = len(rows) + 2
            _put(book.worksheets[0], rows[number], line)
    return book, rows


def _put(page: Worksheet, row: int, line: list[Any]) -> None:
    """Texts stay texts, also those that begin with an equals sign."""
    for at, raw in enumerate(line, 1):
        cell = page.cell(row, at, None if isinstance(raw, str) else raw)
        if isinstance(raw, str) and raw:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", raw)
            cell.data_type, cell.number_format = "s", "@"


def _mark(page: Worksheet, checked: Checked, rows: dict[int, int], header: int) -> None:
    table = checked.table
    last = max(page.max_column, max(table.places.values()) + 1) + 1
    page.cell(header, last, "问题").font = Font(bold=True, color="C00000")
    page.column_dimensions[get_column_letter(last)].width = 60
    told: dict[int, list[str]] = {}
    for fault in checked.faults:
        row, at = rows[fault.row], table.places.get(fault.name)
        told.setdefault(row, []).append(f"{fault.column}：{fault.message}")
        if at is not None:
            cell = _own_cell(page, row, at + 1)
            cell.fill = RED
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(f"{before}{fault.message}", "上饶农安", width=260, height=80)
    for row, texts in told.items():
        page.cell(row, last, "；".join(texts)).font = Font(color="C00000")


def _own_cell(page: Worksheet, row: int, column: int) -> Cell:
    """The cell itself: what people merged is taken apart, for the lower rows of a merged cell are empty when read."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in [one for one in page.merged_cells.ranges if cell.coordinate in one]:
            page.unmerge_cells(str(merged))
        cell = page.cell(row, column)
    return cast(Cell, cell)
