"""Uploaded workbooks: .xlsx, .xls and comma-separated text as one shape; everything else is told what it is."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from xml.parsers import expat

from python_calamine import CalamineError

from supervision.ground.errors import RuleViolation

from . import bounds, foreign, old, plain, xlsx
from .cells import Block, Book, Broken, Page, letter_of

__all__ = ["Block", "Book", "Broken", "Page", "bounds", "is_long", "letter_of", "open_book", "unfolded"]

# zipfile says RuntimeError of a file with a password, NotImplementedError of a packing it does not know.
BROKEN = (
    CalamineError, zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, csv.Error, EOFError, OSError,
    LookupError, ValueError, OverflowError, RuntimeError,
)  # fmt: skip


OLD_ROW = 200  # bytes of a row of an .xls with a dozen filled cells, at least


def open_book(content: bytes) -> Book:
    """The worksheets; a RuleViolation at the field "file" that says what the file is when it holds none."""
    if said := foreign.sentence(content):
        raise RuleViolation(said, field="file")
    read = xlsx.read if content.startswith(b"PK") else old.read if content.startswith(old.MAGIC) else plain.read
    try:
        return read(content)
    except BROKEN as broken:
        raise RuleViolation(foreign.DAMAGED, field="file") from broken


def is_long(content: bytes, rows: int) -> bool:
    """Whether it may have more rows than this: counted without reading a cell. What cannot be counted is told by its
    size, and what is no workbook at all is not long: whoever opens it says what it is.
    """
    try:
        if content.startswith(b"PK"):
            return xlsx.is_long(content, rows)
    except BROKEN:
        return False
    if content.startswith(old.MAGIC):
        return len(content) > rows * OLD_ROW
    return content.count(b"\n") > rows or content.count(b"\r") > rows


def unfolded(content: bytes) -> int:
    """How large the parts of an .xlsx are together."""
    return xlsx.unfolded(content)
