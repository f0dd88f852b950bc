"""Workbooks made by hand, byte by byte, as no library would write them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from supervision.grid.sheets.subject import SHEET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LABELS = [("*" if column.required else "") + column.label for column in SHEET.columns]
GOOD = ["农户", "种植业", "广信区 董团乡"]


def packed(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str, after: str = "", book: str = "", **more: str | bytes) -> bytes:
    """One worksheet with these rows, and what stands after them."""
    kinds = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{LINKS.replace("relationships", "content-types")}">{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>'
        '<sheet name="名录" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    return packed(**parts | more)


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def line(*cells: str) -> str:
    """A row whose cells are XML."""
    return f"<row>{''.join(cells)}</row>"


HEAD = line(*(text(label) for label in LABELS))


def workbook(*pages: tuple[str, Sequence[Sequence[Any]]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Worksheets by name with their rows, by openpyxl; `change` is given the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in pages:
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    if change:
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def named(*names: str) -> list[list[Any]]:
    """The head of the template, and a good row for each name."""
    return [LABELS, *([name, *GOOD] for name in names)]


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def label_cell(row: int, at: int, value: str) -> bytes:
    return record(0x204, struct.pack("<HHHHB", row, at, 0, len(value), 1) + value.encode("utf-16-le"))


def error_cell(row: int, at: int, code: int) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row, at, 0, code, 1))


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHI", row, 0, 12, 255, 0, 0, 0x20))


def xls(*pages: tuple[str, int, bytes], reach: tuple[int, int] = (20, 12), more: bytes = b"") -> bytes:
    """An old workbook: worksheets with name, state (1 hidden) and the records of their cells."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + more
    sheets = [
        record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + record(0x200, struct.pack("<IIHHH", 0, reach[0], 0, reach[1], 0))
        + cells
        + record(0x0A, b"")
        for _name, _state, cells in pages
    ]
    names = [name.encode("utf-16-le") for name, _state, _cells in pages]
    at = len(begin) + sum(12 + len(name) for name in names) + 4
    told = b""
    for (name, state, _cells), written, sheet in zip(pages, names, sheets, strict=True):
        told += record(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 1) + written)
        at += len(sheet)
    return storage(Workbook=begin + told + record(0x0A, b"") + b"".join(sheets))


def storage(**streams: bytes) -> bytes:
    """The container of old Office files with these streams."""
    table, sectors, entries = [0xFFFFFFFD, 0xFFFFFFFE], b"", _entry("Root Entry", 5, 0xFFFFFFFE, 0)
    for name, content in streams.items():
        content += bytes(-len(content) % 512) if len(content) >= 4096 else bytes(4096 - len(content))
        first, count = len(table), len(content) // 512
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        sectors += content
        entries += _entry(name, 2, first, len(content))
    assert len(table) <= 128
    fat = b"".join(struct.pack("<I", one) for one in table) + b"\xff" * 4 * (128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    return head + b"\xff" * (512 - len(head)) + fat + entries.ljust(512, b"\0") + sectors


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    start = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1) + b"\xff" * 12 + bytes(36)
    return start + struct.pack("<IQ", first, size)
