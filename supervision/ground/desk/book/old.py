"""The workbook of an .xls: cells by calamine; sheets, hidden rows, errors and reach by a walk over its records.

The library lays every worksheet out as one rectangle when the file is opened, and reads an error as an empty cell. The
walk comes first: it refuses what reaches too far, and afterwards puts the errors back in their places.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineWorkbook

from supervision.ground.errors import RuleViolation

from . import bounds, foreign, ole
from .bounds import Budget
from .cells import Block, Book, Page, failed

MAGIC = ole.MAGIC
MOST_LAID_OUT = 6_000_000
UNKNOWABLE = "这是旧格式（.xls），日期、公式的细节不如 .xlsx 可靠；如有出入，请另存为 .xlsx 再上传。"
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
BOF, FILEPASS, BOUNDSHEET, DIMENSIONS = 0x809, 0x2F, 0x85, 0x200
ROW, COLINFO, MERGED, BOOLERR, FORMULA = 0x208, 0x7D, 0xE5, 0x205, 0x06
# Cells: a number, a short number, several of them, texts, a formula, true or an error.
CELLS = {0x203, 0x27E, 0xBD, 0xFD, 0x204, 0xD6, FORMULA, BOOLERR}
SEVERAL = 0xBD


@dataclass
class _Sheet:
    page: Page
    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read(content: bytes) -> Book:
    storage = ole.Storage(content)
    stream = storage.read("Workbook" if "Workbook" in storage.streams else "Book")
    sheets = [_walk(stream, at, Page(name, shown)) for name, shown, at in _sheets(stream)]
    if sum(sheet.rows * sheet.columns for sheet in sheets) > MOST_LAID_OUT:
        raise bounds.refuse(bounds.TOO_FAR)
    book, budget = CalamineWorkbook.from_filelike(io.BytesIO(content)), Budget()
    for sheet in sheets:
        if sheet.page.shown:
            _fill(sheet, book, budget)
    return Book([sheet.page for sheet in sheets], UNKNOWABLE)


def _fill(sheet: _Sheet, book: CalamineWorkbook, budget: Budget) -> None:
    rows = book.get_sheet_by_name(sheet.page.name).to_python(skip_empty_area=False)
    errors: dict[int, dict[int, str]] = {}
    for (row, column), code in sheet.errors.items():
        errors.setdefault(row, {})[column] = code
    for number in range(1, max(len(rows), max(errors, default=0)) + 1):
        cells: list[Any] = [None if cell == "" else cell for cell in rows[number - 1]] if number <= len(rows) else []
        for column, code in errors.get(number, {}).items():
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = failed(code)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            budget.take_row(len(cells))
            sheet.page.lines.append((number, cells))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end (0x0A)."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x0A:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> list[tuple[str, bool, int]]:
    """Name, whether it is shown, and where it begins; charts and macro sheets have no cells for us."""
    found = []
    wide = True
    for kind, data in _records(stream, 0):
        if kind == FILEPASS:
            raise RuleViolation(foreign.LOCKED, field="file")
        if kind == BOF:
            wide = struct.unpack_from("<H", data)[0] >= 0x600
        if kind == BOUNDSHEET:
            at, state, sort, length = struct.unpack_from("<IBBB", data)
            if sort == 0:
                found.append((_name(data[7:], length, wide=wide), state & 3 == 0, at))
    if not found:
        raise bounds.NotAWorkbook
    return found


def _name(data: bytes, length: int, *, wide: bool) -> str:
    if not wide:
        return data[:length].decode("gbk", "replace")
    return data[1 : 1 + 2 * length].decode("utf-16-le") if data[0] & 1 else data[1 : 1 + length].decode("latin-1")


def _walk(stream: bytes, at: int, page: Page) -> _Sheet:
    sheet = _Sheet(page)
    for kind, data in _records(stream, at):
        if kind in CELLS:
            _cell(sheet, kind, data)
        elif kind == DIMENSIONS and len(data) >= 12:
            _first, last, _left, right = struct.unpack_from("<IIHH", data)
            sheet.rows, sheet.columns = max(sheet.rows, last), max(sheet.columns, right)
        elif kind == ROW and struct.unpack_from("<I", data, 12)[0] & 0x20:
            page.hidden_rows.add(struct.unpack_from("<H", data)[0] + 1)
        elif kind == COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
            page.hidden_columns.append(struct.unpack_from("<HH", data))
        elif kind == MERGED:
            for top, bottom, left, right in struct.iter_unpack("<HHHH", data[2 : 2 + (len(data) - 2) // 8 * 8]):
                page.add(Block(top + 1, left, bottom + 1, right))
    return sheet


def _cell(sheet: _Sheet, kind: int, data: bytes) -> None:
    row, column = struct.unpack_from("<HH", data)
    last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == SEVERAL else column
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, last + 1)
    sheet.page.seen += 1
    if kind == BOOLERR and data[7]:
        sheet.errors[row + 1, column] = ERRORS.get(data[6], "#N/A")
    elif kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        sheet.errors[row + 1, column] = ERRORS.get(data[8], "#N/A")
