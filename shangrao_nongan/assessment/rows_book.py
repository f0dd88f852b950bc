"""The rows behind one point as a workbook: what a county takes along to check its score row by row."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from supervision.ground import masking
from supervision.ground.kinds import clean
from supervision.ground.people import Post

from .. import evidence
from .breakdown import Part
from .models import ScoreLine
from .parameters import in_words

HEAD = PatternFill("solid", fgColor="E8F0FB")
THIN = Border(*(Side(style="thin", color="9AA7BD"),) * 4)
WRAP = Alignment(vertical="center", wrap_text=True)
MOST = 100_000


def build(line: ScoreLine, parts: Sequence[Part], *, post: Post) -> io.BytesIO:
    book = Workbook()
    about(book.worksheets[0], line)
    for part in parts:
        _rows(book.create_sheet(part.label), line, part, post)
    out = io.BytesIO()
    masking.book(book).save(out)
    out.seek(0)
    return out


def about(page: Worksheet, line: ScoreLine) -> None:
    """The first sheet: which number this is, how it came about, whether it counts already."""
    page.title = "说明"
    run = line.sheet.run
    standing = f"公布版本{run.version}" if not run.is_preview else f"第{run.ordinal}次计分（预评，未公布）"
    told = [
        ("方案", run.scheme.name),
        ("县（市、区）", line.sheet.county.name),
        ("指标", line.item.name),
        ("结果", standing),
        ("数据截至", f"{run.until:%Y-%m-%d}"),
        ("指标值", line.shown),
        ("分子 / 分母", f"{_plain(line.numerator)} / {_plain(line.denominator)}"),
        ("得分 / 满分", line.not_applicable or line.error or f"{line.points} / {line.full}"),
        ("计分规则", f"{line.item.get_curve_display()}：{line.item.rule}"),
        (f"口径（版本 {line.caliber_version or '—'}）", line.caliber),
        ("口径参数", in_words(line.params or []) or "—"),
        ("数据指纹", run.input_hash),
    ]
    for at, (label, value) in enumerate(told, 1):
        put(page, at, 1, label).font = Font(bold=True)
        put(page, at, 2, value)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 20, 90
    on_a4(page, lying=False)


def _rows(page: Worksheet, line: ScoreLine, part: Part, post: Post) -> None:
    shown = evidence.page_of(line.rows_model, part.pairs, 1, post=post, kept=line.kept or {}, size=MOST)
    columns = [column for column in shown.columns if column.export]
    for at, column in enumerate(columns, 1):
        head = put(page, 1, at, column.label)
        head.fill, head.font = HEAD, Font(bold=True)
        page.column_dimensions[get_column_letter(at)].width = max(10, min(column.width or 14, 40))
    for row, values in enumerate(shown.rows, 2):
        for at, column in enumerate(columns, 1):
            put(page, row, at, values.get(column.name))
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    on_a4(page, lying=True)


def put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """A value as it is; a text stays a text, whatever sign it begins with."""
    cell = page.cell(row, column)
    cell.border, cell.alignment = THIN, WRAP
    if isinstance(value, (bool, int, float, Decimal, dt.date)) and not isinstance(value, dt.datetime):
        cell.value = ("是" if value else "否") if isinstance(value, bool) else value
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
    elif value is not None:
        cell.value = clean(f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else str(value))
        cell.data_type = "s"
    return cell


def on_a4(page: Worksheet, *, lying: bool) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape" if lying else "portrait", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.center.text = "第 &P 页 共 &N 页"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
