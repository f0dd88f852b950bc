"""The person's own file back, with every bad cell red and the reason as a note on it."""

from __future__ import annotations

import io
import warnings
from typing import cast

import structlog
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from . import rewriting
from .book import unfolded
from .checking import Checked, Fault
from .leftout import Part

log = structlog.get_logger(__name__)
RED = PatternFill("solid", fgColor="FF9C9C")
WARN = "C00000"
# What is larger comes back with its values alone: openpyxl takes a workbook apart cell by cell, the empty ones too.
OWN_FILE_UP_TO = 5_000
OWN_CELLS_UP_TO = 200_000
OWN_BYTES_UP_TO = 60 * 1024 * 1024


def marked(content: bytes, checked: Checked) -> bytes:
    """Rows and worksheets stay where they are, whatever the file was."""
    if _small(content, checked):
        try:
            return _own_file(content, checked)
        except Exception as broken:  # openpyxl stumbles over styles and drawings that the import never looks at
            log.info("marked_values_alone", error=repr(broken))
    return rewriting.rewritten(checked)


def _small(content: bytes, checked: Checked) -> bool:
    if content[:2] != b"PK" or checked.total > OWN_FILE_UP_TO:
        return False
    cells = sum(page.seen for page in checked.table.book.pages)
    return cells <= OWN_CELLS_UP_TO and unfolded(content) <= OWN_BYTES_UP_TO


def _own_file(content: bytes, checked: Checked) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of a workbook, in its own words
        book = load_workbook(io.BytesIO(content))
    for part, faults in rewriting.by_part(checked):
        _mark(book[part.page.name], part, faults)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(page: Worksheet, part: Part, faults: list[Fault]) -> None:
    last = max(page.max_column, max(part.head.known) + 1) + 1
    page.cell(part.head.last, last, rewriting.PROBLEM).font = Font(bold=True, color=WARN)
    page.column_dimensions[get_column_letter(last)].width = 60
    told: dict[int, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.row, []).append(f"{fault.column}：{fault.message}")
        at = rewriting.position(part, fault.name)
        if at is not None:
            cell = _own_cell(page, fault.row, at + 1)
            cell.fill = RED
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(plain(f"{before}{fault.message}"), "上饶农安", width=260, height=80)
    for row, texts in told.items():
        page.cell(row, last, plain("；".join(texts))).font = Font(color=WARN)


def plain(text: str) -> str:
    """A sentence may quote what was typed, and that may hold signs which no workbook can."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _own_cell(page: Worksheet, row: int, column: int) -> Cell:
    """The cell itself: what people merged is taken apart, for the lower rows of a merged cell are empty when read."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in [one for one in page.merged_cells.ranges if cell.coordinate in one]:
            page.unmerge_cells(str(merged))
        cell = page.cell(row, column)
    return cast(Cell, cell)
