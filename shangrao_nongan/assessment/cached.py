"""Formulas that carry their value: openpyxl writes a formula without one, and a preview then shows an empty cell."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>', re.S)


class Book(Workbook):
    """A workbook that remembers what its formulas come to: {(page, cell): value}."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, str], str] = {}


def formula(cell: Any, text: str, value: Decimal | int) -> None:
    """Write a formula and what it comes to, into a cell of a `Book`."""
    cell.value = text
    page = cell.parent
    page.parent.known[page.title, cell.coordinate] = str(value)


def save(book: Book) -> io.BytesIO:
    """The file, every formula in it with its value beside it; and it is computed anew when it is opened."""
    book.calculation.fullCalcOnLoad = True
    pages = {page.title: f"xl/worksheets/sheet{at}.xml" for at, page in enumerate(book.worksheets, 1)}
    values: dict[str, dict[str, str]] = {}
    for (title, where), value in book.known.items():
        values.setdefault(pages[title], {})[where] = value
    plain, out = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if known := values.get(entry.filename):
                data = _with(data, known)
            target.writestr(entry, data)
    out.seek(0)
    return out


def _with(data: bytes, known: dict[str, str]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        value = known.get(found[1].decode())
        if value is None:
            return found[0]
        return b'<c r="%s"%s><f>%s</f><v>%s</v></c>' % (found[1], found[2], found[3], value.encode())

    return CELL.sub(filled, data)
