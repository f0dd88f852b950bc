"""An uploaded workbook as rows, whatever program wrote it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from supervision.ground.errors import RuleViolation

from . import bounds
from .sheets import Sheet, text_of

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000
HEADER_WITHIN = 10  # a title and notes may stand above the header
UNREADABLE = "无法读取这个文件。请上传未加密的 Excel 文件（.xlsx 或 .xls）。"
# zipfile says RuntimeError of a file with a password, NotImplementedError of a packing it does not know.
BROKEN = (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, OSError, IndexError, ValueError, RuntimeError)


@dataclass(frozen=True)
class Table:
    """The rows below the header. `places` gives the position of each known column; numbers are Excel's own."""

    header_row: int
    header: list[Any]
    places: dict[str, int]
    rows: list[tuple[int, list[Any]]]


def read(content: bytes, sheet: Sheet) -> Table:
    """The first worksheet's rows; a RuleViolation at the field "file" when it is not the template's."""
    lines = _lines(content)
    labels = {column.label: column.name for column in sheet.columns}
    number, line, places = _header(lines, labels)
    missing = [c.label for c in sheet.columns if c.required and c.name not in places]
    if missing:
        raise RuleViolation(f"缺少必填的列：{'、'.join(missing)}。请使用下载的模板。", field="file")
    numbered = enumerate(lines[number:], number + 1)
    rows = [(n, cells) for n, cells in numbered if any(_filled(cells, at) for at in places.values())]
    if not rows:
        raise RuleViolation("表里没有数据行。", field="file")
    if len(rows) > MOST_ROWS:
        raise RuleViolation(f"一次最多导入{MOST_ROWS:,}行，请分成几个文件。", field="file")
    return Table(number, line, places, rows)


def _lines(content: bytes) -> list[list[Any]]:
    if len(content) > LARGEST:
        raise RuleViolation(f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件。", field="file")
    try:
        bounds.check(content)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        bounds.check_size(*(at + 1 for at in reversed(sheet.end or (0, 0))))
        return sheet.to_python(skip_empty_area=False)
    except BROKEN as broken:
        raise RuleViolation(UNREADABLE, field="file") from broken


def _header(lines: list[list[Any]], labels: dict[str, str]) -> tuple[int, list[Any], dict[str, int]]:
    """The first line that names two of the columns, its number, and where the columns stand."""
    for number, line in enumerate(lines[:HEADER_WITHIN], 1):
        places = _places(line, labels)
        if len(places) >= min(2, len(labels)):
            return number, line, places
    raise RuleViolation("没有找到表头。请使用下载的模板，不要改动列名。", field="file")


def _places(line: Sequence[Any], labels: dict[str, str]) -> dict[str, int]:
    """Where the columns stand; the star of a required one and spaces do not matter."""
    found: dict[str, int] = {}
    for at, cell in enumerate(line):
        label = text_of(cell).strip("*＊ 　").replace("\n", "") if cell != "" else ""
        if label in labels:
            found.setdefault(labels[label], at)
    return found


def _filled(line: Sequence[Any], at: int) -> bool:
    value = line[at] if at < len(line) else ""
    return value is not None and value != "" and (not isinstance(value, str) or value.strip() != "")
