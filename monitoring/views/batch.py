"""Many samples at once: samples below each other under their blind codes, items side by side."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supervision.ground import masking
from supervision.ground.people import OfficialRequest

from ..rules import pasting
from ..services.naming import called
from ..vocabulary import Unit
from .entering import LONGEST, PASTED
from .lines import Line
from .saving import MARKED, Saving, key_of
from .sheet import Row, Sheet, sheet_of


@require_http_methods(["GET", "POST"])
def results(request: OfficialRequest) -> HttpResponse:
    sheet = sheet_of(request)
    if request.method != "POST":
        return _page(request, sheet)
    if "restore" in request.POST:
        return _page(request, sheet)
    if "rest" in request.POST:
        count = sum(line.fill_absent() for row in sheet.rows for line in row.lines)
        return _page(request, sheet, filled=f"已将 {count} 个空格填为未检出，尚未保存。")
    if "paste" in request.POST:
        return _page(request, sheet, filled=_filled(request, sheet))
    return _save(request, sheet)


def _save(request: OfficialRequest, sheet: Sheet) -> HttpResponse:
    """Each sample by itself: what cannot be entered stays on the page, with what was typed."""
    finish, done, gone, left = "submit" in request.POST, 0, 0, []
    for row in sheet.rows:
        if row.gone:
            gone += 1
        elif row.untouched if not finish else not any(line.typed for line in row.lines):
            continue  # nothing was typed for this sample yet: whoever enters it elsewhere is not disturbed
        elif _enter(request, row):
            done += 1
        else:
            left.append(row)
    said = _said(done, gone, finish)
    if not left:
        messages.success(request, said)
        return redirect("monitoring:testorders")
    sheet.rows = left
    left_said = f"以下 {len(left)} 份没有{'提交' if finish else '保存'}，请核对。"
    return _page(request, sheet, problem=f"{said if done else ''}{left_said}")


def _said(done: int, gone: int, finish: bool) -> str:
    if not done and not gone:
        return f"没有改动，没有需要{'提交' if finish else '保存'}的内容。"
    before = f"{gone} 份的结果此前已提交，没有重复办理。" if gone else ""
    return before if gone and not done else f"{done} 份样品的结果已{'提交审核' if finish else '保存'}。{before}"


def _enter(request: OfficialRequest, row: Row) -> bool:
    key = uuid.uuid5(key_of(request), str(row.order.pk))
    saving = Saving(request, row.order, row.lines, row.version, key)
    if saving.save():
        return True
    row.order, row.problem = saving.order, "有项目填写有误。" if saving.problem == MARKED else saving.problem
    if saving.late:
        row.version = str(saving.order.version)
        if saving.merged and saving.merged.taken_over:
            row.problem += f"您没有改动的项目，已换成对方的结果：{'、'.join(saving.merged.taken_over)}。"
    return False


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
    sheet = sheet_of(request)
    pasted, lines, cells = _laid(request, sheet), _lines(sheet), {}
    for place, content in pasted.cells.items():
        if content and place in lines:
            cells[f"{lines[place].name}-typed"] = content
        elif content:
            pasted.miss(content)
    return masking.in_full(JsonResponse({"cells": cells, "said": pasting.said(pasted, len(cells))}), PASTED)


def _page(request: OfficialRequest, sheet: Sheet, problem: str = "", filled: str = "") -> HttpResponse:
    told = {"sheet": sheet, "problem": problem, "filled": filled, "units": Unit.values}
    told |= {"client_key": key_of(request)}
    return render(request, "monitoring/batch.html", told, status=422 if problem else 200)
