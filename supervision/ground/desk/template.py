"""The template people fill in: drop-downs, notes, and long numbers kept as text from the start."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from supervision.ground.people import Post
from supervision.ground.regions import Level

from . import places
from .sheets import Sheet, SheetColumn

ROWS = 5000
HEAD, MUST = PatternFill("solid", fgColor="DCE8F7"), PatternFill("solid", fgColor="FCE4D6")
THIN = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
KINDS = {
    "text": "文字",
    "code": "号码（文本）",
    "phone": "电话号码（文本）",
    "credit": "18位代码（文本）",
    "identity": "18位号码（文本）",
    "integer": "整数",
    "number": "数字",
    "date": "日期，如 2021-03-15",
    "choice": "从下拉选项中选",
    "flag": "是 / 否",
    "region": "县 乡镇（村），或区划代码",
}


def template(sheet: Sheet, label: str, *, by: Post) -> bytes:
    """The workbook as bytes: the form, how to fill it in, and the options behind its drop-downs."""
    book = Workbook()
    form, options = book.worksheets[0], book.create_sheet("选项")
    form.title = label[:31]
    for at, column in enumerate(sheet.columns, 1):
        _head(form, at, column)
        _fill_in(form, at, column, _offer(options, at, column, by))
    form.freeze_panes = "A2"
    form.row_dimensions[1].height = 24
    options.sheet_state = "hidden"
    notes = book.create_sheet("填写说明")
    _explain(notes, sheet)
    for page in (form, notes):
        _on_paper(page, f"{label}（{page.title}）" if page is notes else label)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _on_paper(page: Worksheet, title: str) -> None:
    """One page wide and lying, the head on every page, each page numbered."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    head: Any = page.oddHeader
    foot: Any = page.oddFooter
    head.center.text, foot.right.text = title.replace("&", "&&"), "第 &P 页 共 &N 页"


def _head(form: Worksheet, at: int, column: SheetColumn) -> None:
    cell = form.cell(1, at, f"*{column.label}" if column.required else column.label)
    cell.font, cell.fill, cell.border = Font(bold=True), MUST if column.required else HEAD, THIN
    cell.alignment = Alignment(horizontal="center", vertical="center")
    form.column_dimensions[get_column_letter(at)].width = column.width


def _fill_in(form: Worksheet, at: int, column: SheetColumn, source: str) -> None:
    letter = get_column_letter(at)
    if column.kind in ("code", "phone", "credit", "identity", "text", "region"):
        form.column_dimensions[letter].number_format = "@"
        for row in range(2, 502):
            form.cell(row, at).number_format = "@"
    if column.kind == "date":
        form.column_dimensions[letter].number_format = "yyyy-mm-dd"
    if source:
        rule = DataValidation(type="list", formula1=source, allow_blank=not column.required)
        rule.showErrorMessage = column.kind != "region"
        rule.error, rule.errorTitle = "请从下拉选项中选择。", column.label
    elif column.help:
        rule = DataValidation(allow_blank=True)
    else:
        return
    if column.help:
        rule.prompt, rule.promptTitle, rule.showInputMessage = column.help[:255], column.label[:32], True
    rule.add(f"{letter}2:{letter}{ROWS}")
    form.add_data_validation(rule)


def _offer(options: Worksheet, at: int, column: SheetColumn, by: Post) -> str:
    """Write the options of a column on the hidden sheet; the address of the range."""
    offered = {"choice": [label for _stored, label in column.choices], "flag": ["是", "否"]}.get(column.kind, [])
    if column.kind == "region":
        towns = places.within(by).filter(level=Level.TOWNSHIP).select_related("county", "township").order_by("code")
        offered = [town.full_name for town in towns]
    letter = get_column_letter(at)
    for row, text in enumerate(offered, 1):
        options.cell(row, at, text)
    return f"选项!${letter}$1:${letter}${len(offered)}" if offered else ""


def _explain(notes: Worksheet, sheet: Sheet) -> None:
    notes.append(["列名", "是否必填", "填什么", "示例", "说明"])
    for column in sheet.columns:
        notes.append(
            [column.label, "必填" if column.required else "选填", KINDS[column.kind], column.example, column.help]
        )
    for cell in notes[1]:
        cell.font, cell.fill = Font(bold=True), HEAD
    for letter, width in zip("ABCDE", (18, 10, 26, 24, 60), strict=True):
        notes.column_dimensions[letter].width = width
    notes.append([])
    for text in ("请不要改动列名；可以调整列的顺序，可以删去选填的列。", *sheet.notes):
        notes.append([text])
