"""The assessment workbook: 总表, 分县得分, 指标明细, 五个一. Totals are live formulas (SUM, ROUND, RANK only).

They recompute to the stored figures; tests check it cell by cell and, where there is one, with LibreOffice.
"""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from supervision.grid.vocabulary.fiveone import One
from supervision.ground import masking
from supervision.ground.regions import Region

from .models import Item, Run, ScoreLine, ScoreSheet

Lines = dict[int, dict[int, ScoreLine]]  # by sheet and item
HEAD = PatternFill("solid", fgColor="E8F0FB")
THIN = Border(*(Side(style="thin", color="9AA7BD"),) * 4)
TITLE = Font(name="方正小标宋简体", size=16, bold=True)
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def build(run: Run) -> io.BytesIO:
    """The whole workbook of a finished run."""
    items = list(run.scheme.items.all())
    sheets = list(run.sheets.select_related("county").order_by("county"))
    lines: Lines = {}
    for line in ScoreLine.objects.filter(sheet__run=run).defer("counted", "left_out").select_related("item"):
        lines.setdefault(line.sheet_id, {})[line.item_id] = line
    book = Workbook()
    scores = book.create_sheet("分县得分")
    _ranking(book.worksheets[0], run, sheets, _scores(scores, run, items, sheets, lines))
    _details(book.create_sheet("指标明细"), run, items, sheets, lines)
    _five_one(book.create_sheet("五个一"), run)
    out = io.BytesIO()
    masking.book(book).save(out)
    out.seek(0)
    return out


def _begin(page: Worksheet, title: str, run: Run, head: list[str], widths: list[int]) -> None:
    """Title, one line of facts, header; A4 landscape on one page width, the header repeated on each page."""
    page.append([title])
    page.append([f"数据截至 {run.until:%Y-%m-%d}　状态 {run.get_state_display()}　数据指纹 {run.input_hash[:12]}"])
    page.append(head)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(head))
    page["A1"].font, page["A1"].alignment = TITLE, CENTER
    page.row_dimensions[1].height = 32
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
        cell = page.cell(3, column)
        cell.fill, cell.font, cell.alignment, cell.border = HEAD, Font(bold=True), CENTER, THIN
    page.freeze_panes = "C4"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:3"
    page.print_options.horizontalCentered = True
    header: Any = page.oddHeader
    footer: Any = page.oddFooter
    header.center.text, footer.center.text = title.replace("&", "&&"), "第 &P 页 共 &N 页"


def _finish(page: Worksheet, left: tuple[int, ...] = ()) -> None:
    for row in page.iter_rows(min_row=4, max_col=page.max_column):
        for cell in row:
            cell.border = THIN
            cell.alignment = LEFT if cell.column in left else CENTER


def _scores(page: Worksheet, run: Run, items: list[Item], sheets: list[ScoreSheet], lines: Lines) -> dict[int, int]:
    """分县得分: one row a county, one column an item; returns {sheet id: row}."""
    head = ["代码", "县（市、区）", *[f"{i.name}（{i.points.normalize():f}）" for i in items], "基础分", "加分", "总分"]
    page.title = "分县得分"
    _begin(page, f"{run.scheme.name} 分县得分", run, head, [9, 12, *[11] * len(items), 9, 8, 9])
    base = _spans(items, lambda item: item.is_base)
    bonus = _spans(items, lambda item: item.bonus)
    rows: dict[int, int] = {}
    for at, sheet in enumerate(sheets, 4):
        own = lines.get(sheet.pk, {})
        page.append([sheet.county_id, sheet.county.name, *[_points(own.get(item.pk)) for item in items]])
        last = len(items) + 2
        page.cell(at, last + 1, f"=ROUND(SUM({_of(base, at)}),2)")
        page.cell(at, last + 2, f"=ROUND(SUM({_of(bonus, at)}),2)" if bonus else 0)
        pair = f"{get_column_letter(last + 1)}{at},{get_column_letter(last + 2)}{at}"
        page.cell(at, last + 3, f"=ROUND(SUM({pair}),2)")
        for column in range(3, last + 4):
            page.cell(at, column).number_format = "0.00"
        rows[sheet.pk] = at
    _finish(page, left=(2,))
    return rows


def _points(line: ScoreLine | None) -> Any:
    if line is None or line.not_applicable:
        return "不适用"
    return "未算出" if line.error else float(line.points)


def _spans(items: list[Item], wanted: Any) -> list[tuple[int, int]]:
    """Runs of neighbouring columns: short formulas that a clerk can read."""
    spans: list[tuple[int, int]] = []
    for column, item in enumerate(items, 3):
        if not wanted(item):
            continue
        if spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return spans


def _of(spans: list[tuple[int, int]], row: int) -> str:
    return ",".join(f"{get_column_letter(a)}{row}:{get_column_letter(b)}{row}" for a, b in spans)


def _ranking(page: Worksheet, run: Run, sheets: list[ScoreSheet], rows: dict[int, int]) -> None:
    """总表: by rank; the numbers come from 分县得分, the rank from the column 排名分 (a vetoed county has 0)."""
    page.title = "总表"
    head = ["代码", "县（市、区）", "基础分", "加分", "总分", "一票否决", "排名分", "名次"]
    _begin(page, f"{run.scheme.name} 考核总表", run, head, [10, 16, 11, 10, 11, 11, 11, 9])
    last = 3 + len(sheets)
    columns = run.scheme.items.count() + 2
    base, bonus, total = (get_column_letter(columns + i) for i in (1, 2, 3))
    for at, sheet in enumerate(sorted(sheets, key=lambda s: (s.rank, s.county_id)), 4):
        row = rows[sheet.pk]
        page.append([sheet.county_id, sheet.county.name])
        page.cell(at, 3, f"=SUM(分县得分!{base}{row})")
        page.cell(at, 4, f"=SUM(分县得分!{bonus}{row})")
        page.cell(at, 5, f"=SUM(分县得分!{total}{row})")
        page.cell(at, 6, "是" if sheet.vetoed else "否")
        page.cell(at, 7, 0 if sheet.vetoed else f"=SUM(E{at})")
        page.cell(at, 8, f"=RANK(G{at},$G$4:$G${last})")
        for column in (3, 4, 5, 7):
            page.cell(at, column).number_format = "0.00"
    _finish(page, left=(2,))


def _details(page: Worksheet, run: Run, items: list[Item], sheets: list[ScoreSheet], lines: Lines) -> None:
    """指标明细: value, numerator, denominator and the definition of every county and item."""
    head = [
        "代码",
        "县（市、区）",
        "类别",
        "指标",
        "指标值",
        "分子",
        "分母",
        "单位",
        "满分",
        "得分",
        "说明",
        "口径",
        "口径版本",
    ]
    _begin(page, f"{run.scheme.name} 指标明细", run, head, [9, 11, 8, 20, 10, 10, 10, 7, 8, 8, 22, 60, 9])
    for item in items:
        for sheet in sheets:
            line = lines.get(sheet.pk, {}).get(item.pk)
            if line is None:
                continue
            value = None if line.value is None else float(line.value)
            page.append([
                sheet.county_id, sheet.county.name, item.category, item.name, value, float(line.numerator),
                float(line.denominator), line.unit, float(line.full), _points(line),
                line.error or line.not_applicable or item.rule, line.caliber, line.caliber_version,
            ])  # fmt: skip
            for column, shown in ((5, "0.0000"), (6, "0.##"), (7, "0.##"), (9, "0.00"), (10, "0.00")):
                page.cell(page.max_row, column).number_format = shown
    _finish(page, left=(4, 11, 12))
    page.auto_filter.ref = f"A3:{get_column_letter(len(head))}{page.max_row}"


def _five_one(page: Worksheet, run: Run) -> None:
    """五个一 by township, from the frozen rows behind the points: the same as was scored, whenever it is printed."""
    head = ["代码", "县（市、区）", "乡镇（街道）", *One.labels, "齐全项数"]
    _begin(page, f"{run.scheme.year}年乡镇“五个一”核验表", run, head, [11, 12, 16, 14, 14, 14, 14, 14, 10])
    lines = ScoreLine.objects.filter(sheet__run=run, item__indicator="five_one").values_list("counted", "left_out")
    there = {key for counted, _ in lines for key in counted}
    looked_at = there | {key for _, left_out in lines for key, _why in left_out}
    codes = {str(key).partition(":")[0] for key in looked_at}
    townships = Region.objects.filter(pk__in=codes).select_related("county").order_by("code")
    for at, township in enumerate(townships, 4):
        items = [int(f"{township.pk}:{one}" in there) for one in One.values]
        page.append([township.pk, township.county.name if township.county else "", township.name, *items])
        page.cell(at, 9, f"=SUM(D{at}:H{at})")
    _finish(page, left=(2, 3))
