"""The assessment workbook: 总表, 分县得分, 指标明细, 口径, 五个一. Totals are live formulas (SUM, ROUND, RANK only).

Each formula carries its value beside it, so that a preview that computes nothing shows the totals too. They recompute
to the stored figures; tests check it cell by cell. Every page is an office form: number of the form (表号), reporting
unit, lines to sign, on A4 pages that can be read (reports.md §3).
"""

from __future__ import annotations

import io
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from supervision.grid.vocabulary.fiveone import One
from supervision.ground import masking
from supervision.ground.regions import Region

from .cached import Book, formula, save
from .models import Item, Run, ScoreLine, ScoreSheet
from .pages import begin, finish, letter, sign
from .parameters import in_words, told_of
from .rules import KEY_RULE

Lines = dict[int, dict[int, ScoreLine]]  # by sheet and item
FIRST = 5  # the first row of figures below title, unit and facts, and head


def build(run: Run) -> io.BytesIO:
    """The whole workbook of a finished run."""
    items = list(run.scheme.items.all())
    sheets = list(run.sheets.select_related("county").order_by("county"))
    lines: Lines = {}
    for line in ScoreLine.objects.filter(sheet__run=run).defer("counted", "left_out", "kept").select_related("item"):
        lines.setdefault(line.sheet_id, {})[line.item_id] = line
    book = Book()
    page = book.worksheets[0]
    scores = book.create_sheet("分县得分")
    _ranking(page, run, sheets, _scores(scores, run, items, sheets, lines), items, lines)
    _details(book.create_sheet("指标明细"), run, items, sheets, lines)
    _definitions(book.create_sheet("口径"), run, items, lines)
    _five_one(book.create_sheet("五个一"), run)
    masking.book(book)
    return save(book)


def _points(line: ScoreLine | None) -> Any:
    if line is None or line.not_applicable:
        return "不适用"
    return "计算出错" if line.error else float(line.points)


def _scores(page: Worksheet, run: Run, items: list[Item], sheets: list[ScoreSheet], lines: Lines) -> dict[int, int]:
    """分县得分: one row an item, one column a county, three rows of totals; returns {sheet id: column}.

    Twelve counties stand beside each other on a lying page; fifteen items do not.
    """
    scored = [item for item in items if not item.veto]
    head = ["序号", "指标", "分值", *[sheet.county.name for sheet in sheets]]
    begin(page, run, f"{run.scheme.name} 分县得分", "农安考2表", head, [5, 20, 6, *[8.5] * len(sheets)])
    for at, item in enumerate(scored, FIRST):
        name = f"{item.name}{'（加分）' if item.bonus else ''}{'★' if item.starred else ''}"
        page.append([item.order, name, float(item.points)])
        for column, sheet in enumerate(sheets, 4):
            page.cell(at, column, _points(lines.get(sheet.pk, {}).get(item.pk)))
    last = FIRST + len(scored)
    rows = {"基础分": _spans(scored, base=True), "加分": _spans(scored, base=False), "总分": [(last, last + 1)]}
    for at, (label, spans) in enumerate(rows.items(), last):
        page.cell(at, 2, label)
        for column, sheet in enumerate(sheets, 4):
            told = {"基础分": sheet.base, "加分": sheet.bonus, "总分": sheet.total}[label]
            where = ",".join(f"{letter(column)}{a}:{letter(column)}{b}" for a, b in spans)
            if spans:
                formula(page.cell(at, column), f"=ROUND(SUM({where}),2)", told)
            else:
                page.cell(at, column, 0)
    for row in page.iter_rows(min_row=FIRST, max_row=last + 2, min_col=3, max_col=3 + len(sheets)):
        for cell in row:
            cell.number_format = "0.00"
    finish(page, FIRST, left=(2,), bold=(last, last + 1, last + 2))
    sign(page, "★为关键项。“不适用”：该县（市、区）没有这项任务，分值按比例分给其他指标。")
    return {sheet.pk: column for column, sheet in enumerate(sheets, 4)}


def _spans(items: list[Item], *, base: bool) -> list[tuple[int, int]]:
    """Runs of neighbouring rows: short formulas that a clerk can read."""
    spans: list[tuple[int, int]] = []
    for row, item in enumerate(items, FIRST):
        if item.is_base != base:
            continue
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans


def _ranking(
    page: Worksheet, run: Run, sheets: list[ScoreSheet], columns: dict[int, int], items: list[Item], lines: Lines
) -> None:
    """总表: by rank; the numbers come from 分县得分, the rank from the column 排名分 (a vetoed county has 0)."""
    page.title = "总表"
    head = ["名次", "县（市、区）", "代码", "基础分", "加分", "总分", "一票否决", "排名分", "关键项未达标"]
    widths = [6, 14, 9, 9, 8, 9, 9, 9, 20]
    begin(page, run, f"{run.scheme.name} 考核总表", "农安考1表", head, widths, lying=False)
    end, base = FIRST + len(sheets) - 1, FIRST + sum(not item.veto for item in items)
    for at, sheet in enumerate(sorted(sheets, key=lambda s: (s.rank, s.county_id)), FIRST):
        column = letter(columns[sheet.pk])
        formula(page.cell(at, 1), f"=RANK(H{at},$H${FIRST}:$H${end})", sheet.rank)
        page.cell(at, 2, sheet.county.name)
        page.cell(at, 3, sheet.county_id)
        for place, (row, told) in enumerate(((base, sheet.base), (base + 1, sheet.bonus), (base + 2, sheet.total)), 4):
            formula(page.cell(at, place), f"=SUM(分县得分!{column}{row})", told)
        page.cell(at, 7, "是" if sheet.vetoed else "否")
        if sheet.vetoed:
            page.cell(at, 8, 0)
        else:
            formula(page.cell(at, 8), f"=SUM(F{at})", sheet.total)
        missed = [line.item.name for line in lines.get(sheet.pk, {}).values() if line.misses_key]
        page.cell(at, 9, "、".join(missed) or "无")
        for place in (4, 5, 6, 8):
            page.cell(at, place).number_format = "0.00"
    finish(page, FIRST, left=(2, 9))
    sign(page, f"依据：{run.scheme.basis}。{in_words(told_of(run.scheme))}{KEY_RULE}")


def _details(page: Worksheet, run: Run, items: list[Item], sheets: list[ScoreSheet], lines: Lines) -> None:
    """指标明细: value, numerator and denominator of every county and item; the definitions stand on their own page."""
    head = ["代码", "县（市、区）", "指标", "指标值", "分子", "分母", "满分", "得分", "说明"]
    widths = [9, 11, 24, 12, 9, 9, 8, 9, 40]
    begin(page, run, f"{run.scheme.name} 指标明细", "农安考3表", head, widths)
    for item in items:
        for sheet in sheets:
            line = lines.get(sheet.pk, {}).get(item.pk)
            if line is None:
                continue
            page.append([
                sheet.county_id, sheet.county.name, item.name, line.shown, float(line.numerator),
                float(line.denominator), float(line.full), "—" if item.veto else _points(line),
                line.error or line.not_applicable or item.rule,
            ])  # fmt: skip
            for column, shown in ((5, "0.##"), (6, "0.##"), (7, "0.00"), (8, "0.00")):
                page.cell(page.max_row, column).number_format = shown
    finish(page, FIRST, left=(3, 9))
    page.auto_filter.ref = f"A{FIRST - 1}:{letter(len(head))}{page.max_row}"
    sign(page, "指标值按决定得分的位数显示；口径见“口径”页。")


def _definitions(page: Worksheet, run: Run, items: list[Item], lines: Lines) -> None:
    """口径: the definition of each item once, with its version and the choices that were made, in words to be read."""
    head = ["序号", "指标", "计分规则", "口径", "口径参数", "版本"]
    begin(page, run, f"{run.scheme.name} 指标口径", "农安考4表", head, [5, 14, 24, 62, 40, 8])
    known = next(iter(lines.values()), {})
    for item in items:
        line = known.get(item.pk)
        said = in_words(line.params or []) if line else ""
        caliber, version = (line.caliber, line.caliber_version) if line else ("", "")
        rule = f"{item.get_curve_display()}：{item.rule}"
        page.append([item.order, item.name, rule, caliber, said or "—", version])
    finish(page, FIRST, left=(2, 3, 4, 5))
    sign(page, "注明“默认·待核对”的是文件没有写明、按默认执行的口径。")


def _five_one(page: Worksheet, run: Run) -> None:
    """五个一 by township, from the frozen rows behind the points: the same as was scored, whenever it is printed."""
    head = ["代码", "县（市、区）", "乡镇（街道）", *One.labels, "齐全项数"]
    widths = [11, 12, 18, *[12] * len(One.labels), 9]
    begin(page, run, f"{run.scheme.year}年乡镇“五个一”核验表", "农安考5表", head, widths)
    lines = ScoreLine.objects.filter(sheet__run=run, item__indicator="five_one").values_list("counted", "left_out")
    there = {key for counted, _ in lines for key in counted}
    looked_at = there | {key for _, left_out in lines for key, _why in left_out}
    codes = {str(key).partition(":")[0] for key in looked_at}
    townships = Region.objects.filter(pk__in=codes).select_related("county").order_by("code")
    first, last = letter(4), letter(3 + len(One.values))
    for at, township in enumerate(townships, FIRST):
        has = [f"{township.pk}:{one}" in there for one in One.values]
        said = ["有" if one else "缺" for one in has]
        page.append([township.pk, township.county.name if township.county else "", township.name, *said])
        formula(page.cell(at, 4 + len(One.values)), f'=COUNTIF({first}{at}:{last}{at},"有")', sum(has))
    finish(page, FIRST, left=(2, 3))
    sign(page, "逐项由系统从台账核验，不由人工填报。")
