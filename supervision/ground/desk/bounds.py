"""How far a workbook reaches, before a reader unfolds it.

A reader lays a worksheet out as one rectangle up to its furthest cell: a few hundred bytes that name the cell
XFD1048576 take half a terabyte, and the process dies with every request it is serving. Every part of the package is
looked at, for a worksheet may have any name.
"""

from __future__ import annotations

import io
import sys
import zipfile
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from supervision.ground.errors import RuleViolation

UNFOLDED = 600 * 1024 * 1024
MOST_CELLS = 10_000_000  # 200,000 rows of 50 columns; some 500 MB while they are read
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOO_FAR = "工作表范围过大，请删除数据区以外的单元格后再上传。"
TOO_MUCH = "文件展开后过大，请分成几个文件。"
OTHER_KINDS = {"mimetype", "content.xml", "xl/workbook.bin"}  # .ods and .xlsb, which the reader would open as well
CHUNK = 256 * 1024
DIGITS = "0123456789"


class NotAWorkbook(ValueError):
    """Neither .xlsx nor .xls."""


def check(content: bytes) -> None:
    """Refuse what is no workbook, and what reaches or unfolds too far. An .xls ends at 65,536 rows by 256 columns."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        if not content.startswith(OLD_EXCEL):
            raise NotAWorkbook
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {entry.filename.replace("\\", "/").lower() for entry in package.infolist()}
        if "xl/workbook.xml" not in names or names & OTHER_KINDS:
            raise NotAWorkbook
        left = UNFOLDED
        for entry in package.infolist():
            left -= _part(package, entry, left)


def check_size(columns: int, rows: int) -> None:
    if columns * rows > MOST_CELLS:
        raise RuleViolation(TOO_FAR, field="file")


def _part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Walk through one part; its unfolded size, which is counted and not believed."""
    entry.file_size = sys.maxsize  # the package may say less than there is
    reach, size, broken = _Reach(), 0, False
    with package.open(entry) as part:
        while chunk := part.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise RuleViolation(TOO_MUCH, field="file")
            try:
                if not broken:
                    reach.parser.Parse(chunk)
            except expat.ExpatError as wrong:
                broken = True  # a picture, say
                if entry.filename.lower().endswith(".xml"):
                    raise NotAWorkbook from wrong
            check_size(reach.columns, reach.rows)
    return size


class _Reach:
    """The furthest row and column of a worksheet. A row or cell that does not say where it stands follows the last."""

    def __init__(self) -> None:
        self.columns = self.rows = self._row = self._column = 0
        self._digits = ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c" or name.endswith(":c"):
            self._cell(attributes.get("r", ""))
        elif name == "row" or name.endswith(":row"):
            self._digits = attributes.get("r", "")
            self._row = _row(self._digits) if self._digits else self._row + 1
            self.rows = max(self.rows, self._row)
            self._column = 0

    def _cell(self, place: str) -> None:
        letters = place.rstrip(DIGITS)
        self._column = _column(letters) if place else self._column + 1
        if self._column > self.columns:
            self.columns = self._column
        digits = place[len(letters) :]
        if digits != self._digits:
            self.rows = max(self.rows, _row(digits))

    @staticmethod
    def _refuse(*_told: Any) -> None:
        raise NotAWorkbook


@lru_cache(1000)
def _column(letters: str) -> int:
    """AB → 28."""
    at = 0
    for letter in letters.upper():
        at = at * 26 + ord(letter) - 64
    return at


def _row(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 12 else MOST_CELLS * bool(digits)
