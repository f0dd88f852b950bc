"""A marked copy with the values alone, written row by row: of old, large and odd files, and of text.

Every line of the worksheets that are shown stands in its row, the columns that were not read among them.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from . import workbook
from .book import Broken, Page, letter_of
from .checking import Checked, Fault
from .leftout import Part

PROBLEM = "问题"
# cellXfs: plain, day, moment, and the same three red; then the head of the column of reasons, and a reason.
DAY, MOMENT, RED, HEAD, REASON = 1, 2, 3, 6, 7
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STYLES = (
    f'{workbook.HEAD}<styleSheet xmlns="{workbook.MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/></font>'
    '<font><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFF9C9C"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">'
    + "".join(
        f'<xf numFmtId="{form}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1"'
        ' applyFill="1"/>'
        for form, font, fill in (
            (0, 0, 0), (164, 0, 0), (165, 0, 0), (0, 0, 2), (164, 0, 2), (165, 0, 2), (0, 1, 0), (0, 2, 0),
        )
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  # fmt: skip


def by_part(checked: Checked) -> Iterator[tuple[Part, list[Fault]]]:
    """Each worksheet that was read with its bad cells."""
    for part in checked.table.parts:
        name = part.page.name if len(checked.table.parts) > 1 else ""
        yield part, [fault for fault in checked.faults if fault.sheet == name]


def position(part: Part, name: str) -> int | None:
    """Where a column stands, counted from 0."""
    if parts := part.head.parts.get(name):
        return parts[0]
    return part.head.places.get(name, part.head.shown.get(name))


def rewritten(checked: Checked) -> bytes:
    pages = [page for page in checked.table.book.pages if page.shown]
    marks = {id(part.page): (part, faults) for part, faults in by_part(checked)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        for path, text in _frame(pages):
            book.writestr(path, text)
        for number, page in enumerate(pages, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                for piece in _page(page, *marks.get(id(page), (None, []))):
                    sheet.write(piece.encode())
    return out.getvalue()


def _frame(pages: list[Page]) -> Iterator[tuple[str, str]]:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(pages) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{workbook.HEAD}<Types xmlns="{workbook.PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{overrides}</Types>',
    )
    yield "_rels/.rels", workbook.RELS
    sheets = "".join(
        f'<sheet name={quoteattr(plain(page.name) or "数据")} sheetId="{n}" r:id="rId{n}"/>'
        for n, page in enumerate(pages, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{workbook.HEAD}<workbook xmlns="{workbook.MAIN}" xmlns:r="{workbook.REL}"><sheets>{sheets}</sheets>'
        "</workbook>",
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{workbook.REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{workbook.HEAD}<Relationships xmlns="{workbook.PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(pages) + 1}" Type="{workbook.REL}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", STYLES


def _page(page: Page, part: Part | None, faults: list[Fault]) -> Iterator[str]:
    last = max((len(cells) for _number, cells in page.lines), default=0)
    red: dict[int, set[int]] = {}
    told: dict[int, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.row, []).append(f"{fault.column}：{fault.message}")
        if part and (at := position(part, fault.name)) is not None:
            red.setdefault(fault.row, set()).add(at)
    yield (
        f'{workbook.HEAD}<worksheet xmlns="{workbook.MAIN}"><cols><col min="1" max="{max(last, 1)}" width="14"'
        f' customWidth="1"/><col min="{last + 1}" max="{last + 1}" width="60" customWidth="1"/></cols><sheetData>'
    )
    for number, cells in page.lines:
        bad = red.get(number, set())
        wide = max(len(cells), max(bad, default=-1) + 1)
        row = [_cell(cells[at] if at < len(cells) else None, number, at, red=at in bad) for at in range(wide)]
        if number in told:
            row.append(_text("；".join(told[number]), number, last, REASON))
        elif part and number == part.head.last:
            row.append(_text(PROBLEM, number, last, HEAD))
        hidden = ' hidden="1"' if number in page.hidden_rows else ""
        yield f'<row r="{number}"{hidden}>{"".join(row)}</row>'
    yield "</sheetData></worksheet>"


def _cell(value: Any, row: int, at: int, *, red: bool) -> str:
    style = RED if red else 0
    if isinstance(value, bool):
        return f'<c r="{letter_of(at)}{row}" s="{style}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{letter_of(at)}{row}" s="{style}"><v>{value!r}</v></c>'
    if isinstance(value, dt.date):
        day = workbook.serial(value)
        kind = MOMENT if isinstance(value, dt.datetime) else DAY
        return f'<c r="{letter_of(at)}{row}" s="{style + kind}"><v>{day}</v></c>'
    if value is None:
        return f'<c r="{letter_of(at)}{row}" s="{style}"/>' if red else ""
    return _text(value.shown if isinstance(value, Broken) else str(value), row, at, style)


def _text(text: str, row: int, at: int, style: int) -> str:
    return (
        f'<c r="{letter_of(at)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(plain(text))}'
        "</t></is></c>"
    )


def plain(text: str) -> str:
    return FORBIDDEN.sub("", text).replace("\r", "\n")
