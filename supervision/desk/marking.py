"""The person's own file back, with every bad cell red and the reason as a note on it."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from .checking import Checked

RED = PatternFill("solid", fgColor="FF9C9C")
OWN_FILE_UP_TO = 5_000  # rows; a larger file comes back as its bad rows only


def marked(content: bytes, checked: Checked) -> bytes:
    book = None
    if content[:2] == b"PK" and checked.total <= OWN_FILE_UP_TO:
        try:
            book = load_workbook(io.BytesIO(content))
        except (ValueError, KeyError, OSError, TypeError):
            book = None  # readable by calamine but not by openpyxl: the rows alone then
    if book is None:
        (book, rows), header = _bad_rows(checked), 1
    else:
        rows, header = {number: number for number in checked.bad_rows}, checked.table.header_row
    _mark(book.worksheets[0], checked, rows, header)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bad_rows(checked: Checked) -> tuple[Workbook, dict[int, int]]:
    """A new workbook with the header and the bad rows, and where each of them stands in it."""
    book, rows = Workbook(), {}
    bad = checked.bad_rows
    _put(book.active, 1, checked.table.header)
    for number, line in checked.table.rows:
        if number in bad:
            rows[number] = len(rows) + 2
            _put(book.active, rows[number], line)
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
    page.column_dimensions[page.cell(header, last).column_letter].width = 60
    told: dict[int, list[str]] = {}
    for fault in checked.faults:
        row, at = rows[fault.row], table.places.get(fault.name)
        told.setdefault(row, []).append(f"{fault.column}：{fault.message}")
        if at is not None:
            cell = page.cell(row, at + 1)
            cell.fill = RED
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(f"{before}{fault.message}", "上饶农安", width=260, height=80)
    for row, texts in told.items():
        page.cell(row, last, "；".join(texts)).font = Font(color="C00000")
