"""Many samples at once: samples below each other under their blind codes, items side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supervision.ground.errors import RuleViolation, StaleEdit, Unversioned
from supervision.ground.people import OfficialRequest, require

from .. import services
from ..models import Analyte, Result, TestOrder
from ..rules import pasting
from ..services.defaults import usual
from ..services.naming import called
from ..vocabulary import OrderState, Unit
from .entering import LONGEST, mark
from .lines import Line, Settings, given_of, item_settings
from .orders import STALE

MOST_ORDERS, MOST_CELLS = 40, 700  # a page stays below the number of boxes a form may send


@dataclass
class Row:
    """One sample: a line for every item of the page, None where the item was not asked for."""

    order: TestOrder
    cells: list[Line | None]
    version: str
    problem: str = ""

    @property
    def lines(self) -> list[Line]:
        return [cell for cell in self.cells if cell is not None]


@dataclass
class Sheet:
    """The page: its items with their settings, and the samples."""

    items: list[tuple[Analyte, Settings]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left: int = 0  # samples that found no room


def _orders(request: OfficialRequest) -> list[TestOrder]:
    """Those being tested in this laboratory: the ones of the page that was sent, or the oldest."""
    require(request.post, "monitoring.result_testorder")
    rows = TestOrder.objects.visible_to(request.post).filter(state=OrderState.RECEIVED)
    sent = [key for key in request.POST.getlist("order") if key.isdecimal() and len(key) < 19]
    if request.method == "POST":
        rows = rows.filter(pk__in=sent)
    return list(rows.select_related("product", "sample").order_by("received_on", "id"))


def _sheet(request: OfficialRequest) -> Sheet:
    data = request.POST if request.method == "POST" else None
    orders = _orders(request)
    lines: dict[int, dict[str, Result]] = {order.pk: {} for order in orders}
    for result in Result.objects.reported().filter(order__in=orders).select_related("analyte"):
        lines[result.order_id][result.analyte_id] = result
    kept: list[TestOrder] = []
    cells = 0
    for order in orders:
        if len(kept) == MOST_ORDERS or (kept and cells + len(lines[order.pk]) > MOST_CELLS):
            break
        kept.append(order)
        cells += len(lines[order.pk])
    analytes = {code: row.analyte for order in kept for code, row in lines[order.pk].items()}
    units = {code: row.unit for order in kept for code, row in lines[order.pk].items()}
    known = usual(request.post.organisation_id, list(analytes))
    items = [(analytes[code], item_settings(code, known.get(code), units[code], data)) for code in sorted(analytes)]
    rows = [_row(order, lines[order.pk], items, data) for order in kept]
    return Sheet(items, rows, len(orders) - len(kept))


def _row(order: TestOrder, found: dict[str, Result], items: list[tuple[Analyte, Settings]], data: Any) -> Row:
    cells: list[Line | None] = []
    for analyte, settings in items:
        result = found.get(analyte.pk)
        name = f"{order.pk}-{analyte.pk}"
        cells.append(Line(result, name, None, data, settings) if result is not None else None)
    return Row(order, cells, (data or {}).get(f"{order.pk}-version", str(order.version)))


@require_http_methods(["GET", "POST"])
def results(request: OfficialRequest) -> HttpResponse:
    sheet = _sheet(request)
    if request.method != "POST":
        return _page(request, sheet)
    if "rest" in request.POST:
        count = sum(line.fill_absent() for row in sheet.rows for line in row.lines)
        return _page(request, sheet, filled=f"已将 {count} 个空格填为未检出，尚未保存。")
    if "paste" in request.POST:
        return _page(request, sheet, filled=_filled(request, sheet))
    return _save(request, sheet)


def _save(request: OfficialRequest, sheet: Sheet) -> HttpResponse:
    """Each sample by itself: what cannot be entered stays on the page, with what was typed."""
    finish, done, left = "submit" in request.POST, 0, []
    for row in sheet.rows:
        if finish and not any(line.typed for line in row.lines):
            continue  # nothing was typed for this sample yet
        _enter(request, row, finish=finish)
        if row.problem:
            left.append(row)
        else:
            done += 1
    said = f"{done} 份样品的结果已{'提交审核' if finish else '保存'}。"
    if not left:
        messages.success(request, said)
        return redirect("monitoring:testorders")
    sheet.rows = left
    left_said = f"以下 {len(left)} 份没有{'提交' if finish else '保存'}，请核对。"
    return _page(request, sheet, problem=f"{said if done else ''}{left_said}")


def _enter(request: OfficialRequest, row: Row, *, finish: bool) -> None:
    if any(line.error for line in row.lines):
        row.problem = "有项目填写有误。"
        return
    try:
        if not row.version.isdecimal() or len(row.version) > 9:
            raise Unversioned
        services.enter_results(
            row.order,
            by=request.post,
            version=int(row.version),
            lines=given_of(row.lines),
            finish=finish,
            report=row.order.report,
        )
    except StaleEdit:
        row.problem = STALE
    except RuleViolation as refused:
        row.problem = str(refused)
        mark(row.lines, refused)


def _laid(request: OfficialRequest, sheet: Sheet) -> pasting.Pasted:
    codes = {str(row.order.pk): row.order.code for row in sheet.rows}
    key, _, item = request.POST.get("at", "").removesuffix("-typed").partition("-")
    names = called([analyte for analyte, _ in sheet.items])
    items = [analyte.pk for analyte, _ in sheet.items]
    rows = pasting.rows_of(request.POST.get("block", "")[:LONGEST])
    if not codes or not items:
        return pasting.Pasted()
    return pasting.lay(rows, names, items, list(codes.values()), (codes.get(key, ""), item))


def _lines(sheet: Sheet) -> dict[tuple[str, str], Line]:
    return {(row.order.code, line.result.analyte_id): line for row in sheet.rows for line in row.lines}


def _filled(request: OfficialRequest, sheet: Sheet) -> str:
    pasted, lines, taken = _laid(request, sheet), _lines(sheet), 0
    for place, content in pasted.cells.items():
        if content and place in lines:
            lines[place].put(content)
            taken += 1
        elif content:
            pasted.miss(content)
    return f"{pasting.said(pasted, taken)}尚未保存。"


@require_POST
def paste(request: OfficialRequest) -> JsonResponse:
    """Which box a copied cell belongs in, for the script; nothing is written."""
    sheet = _sheet(request)
    pasted, lines, cells = _laid(request, sheet), _lines(sheet), {}
    for place, content in pasted.cells.items():
        if content and place in lines:
            cells[f"{lines[place].name}-typed"] = content
        elif content:
            pasted.miss(content)
    return JsonResponse({"cells": cells, "said": pasting.said(pasted, len(cells))})


def _page(request: OfficialRequest, sheet: Sheet, problem: str = "", filled: str = "") -> HttpResponse:
    told = {"sheet": sheet, "problem": problem, "filled": filled, "units": Unit.values}
    return render(request, "monitoring/batch.html", told, status=422 if problem else 200)
