"""The grid of one report: a box for each item, filled by hand, from a copied column, or with 其余未检出."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supervision.ground import masking
from supervision.ground.desk import typed
from supervision.ground.people import OfficialRequest, require

from ..models import TestOrder
from ..rules import pasting
from ..services.defaults import usual
from ..services.naming import called
from ..services.orders import why_not
from ..vocabulary import Unit
from .lines import Line
from .orders import find
from .saving import Saving, key_of

PASTED = "抄写的内容要原样填进格子"
LONGEST = 100_000  # signs of a copied block


def lines_of(order: TestOrder, data: Any) -> list[Line]:
    results = list(order.results.reported().select_related("analyte", "sure_by__user"))
    known = usual(order.laboratory_id, [result.analyte_id for result in results])
    return [Line(result, result.analyte_id, known.get(result.analyte_id), data) for result in results]


@require_http_methods(["GET", "POST"])
def results(request: OfficialRequest, pk: int) -> HttpResponse:
    """What was typed stays, also when it can no longer be entered."""
    order = find(request, pk)
    require(request.post, "monitoring.result_testorder")
    refused = why_not("result", order, request.post)
    if refused and request.method != "POST":
        messages.error(request, refused)
        return redirect("monitoring:testorders-detail", pk)
    lines = lines_of(order, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, order, lines)
    if "restore" in request.POST:
        return page(request, order, lines)
    if filled := fill(request, order, lines):
        return page(request, order, lines, filled=filled)
    return _save(request, order, lines)


def fill(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> str:
    """The buttons that only fill boxes, for a page without a script; what they did, in words."""
    if "rest" in request.POST:
        return f"已将 {sum(line.fill_absent() for line in lines)} 个空项目填为未检出，尚未保存。"
    if "paste" not in request.POST:
        return ""
    pasted = _laid(request, order, lines)
    taken = 0
    for line in lines:
        if (content := pasted.cells.get((order.code, line.result.analyte_id))) is not None:
            line.put(content)
            taken += bool(content)
    return f"{pasting.said(pasted, taken)}尚未保存。"


def _laid(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> pasting.Pasted:
    items = [line.result.analyte_id for line in lines]
    at = (order.code, request.POST.get("at", "").removesuffix("-typed"))
    rows = pasting.rows_of(request.POST.get("block", "")[:LONGEST])
    return pasting.lay(rows, called([line.result.analyte for line in lines]), items, [order.code], at)


@require_POST
def paste(request: OfficialRequest, pk: int) -> JsonResponse:
    """Which box a copied cell belongs in, for the script; nothing is written."""
    order = find(request, pk)
    require(request.post, "monitoring.result_testorder")
    lines = lines_of(order, None)
    pasted = _laid(request, order, lines)
    cells = {f"{item}-typed": content for (_, item), content in pasted.cells.items() if content}
    return masking.in_full(JsonResponse({"cells": cells, "said": pasting.said(pasted, len(cells))}), PASTED)


def _save(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> HttpResponse:
    report, version = typed(request.POST, "report"), request.POST.get("version", "")
    saving = Saving(request, order, lines, version, key_of(request), report)
    if saving.save():
        messages.success(request, saving.said)
        return redirect("monitoring:testorders-detail", order.pk)
    more: dict[str, Any] = {"report": saving.report, "merged": saving.merged}
    if saving.late:
        more |= {"stale": saving.problem, "since": saving.since}
    return page(request, saving.order, lines, problem="" if saving.late else saving.problem, **more)


def page(
    request: OfficialRequest, order: TestOrder, lines: list[Line], problem: str = "", filled: str = "", **more: Any
) -> HttpResponse:
    told = {
        "order": order,
        "lines": lines,
        "units": Unit.values,
        "problem": problem,
        "filled": filled,
        "report": request.POST.get("report", order.report),
        "lacking": any(not (line.settings.method and line.settings.lod) for line in lines),
        "shared": {part: request.POST.get(f"all-{part}", "") for part in ("method", "lod", "unit")},
        "client_key": key_of(request),
        "back_url": reverse("monitoring:testorders-detail", args=[order.pk]),
        **more,
    }
    return render(request, "monitoring/results.html", told, status=422 if problem or more.get("stale") else 200)
