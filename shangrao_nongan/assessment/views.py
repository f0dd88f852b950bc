from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require

from .. import evidence
from . import services
from .models import Run, Scheme, ScoreLine, ScoreSheet
from .vocabulary import FINISHED
from .workbook import build


def _run(request: OfficialRequest, pk: int) -> Run:
    runs = Run.objects.visible_to(request.post).select_related("scheme", "started_by__user", "job")
    return get_object_or_404(runs, pk=pk)


@require_safe
def schemes(request: OfficialRequest) -> HttpResponse:
    require(request.post, "assessment.view_run")
    seen = Prefetch("runs", Run.objects.visible_to(request.post), to_attr="seen")
    found = Scheme.objects.prefetch_related(seen)
    return render(request, "assessment/schemes.html", {"schemes": found, "sees_all": request.post.is_citywide})


@require_safe
def scheme(request: OfficialRequest, code: str) -> HttpResponse:
    require(request.post, "assessment.view_run")
    found = get_object_or_404(Scheme, code=code)
    runs = Run.objects.visible_to(request.post).filter(scheme=found).select_related("started_by__user")[:20]
    items = list(found.items.all())
    context = {
        "scheme": found,
        "items": items,
        "base": sum(item.points for item in items if item.is_base),
        "runs": runs,
        "waits": not runs and not request.post.is_citywide,
        "can_lock": not found.locked_at and request.post.has_perm("assessment.lock_scheme"),
        "can_score": found.locked_at and request.post.has_perm("assessment.score_run"),
    }
    return render(request, "assessment/scheme.html", context)


@require_POST
def lock(request: OfficialRequest, code: str) -> HttpResponse:
    try:
        services.lock_scheme(get_object_or_404(Scheme, code=code), by=request.post)
        messages.success(request, "方案已锁定，可以计分。")
    except RuleViolation as refused:
        messages.error(request, refused.message)
    return redirect("assessment:scheme", code=code)


@require_POST
def start(request: OfficialRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Scheme, code=code)
    try:
        run = services.start_scoring(found, by=request.post)
    except RuleViolation as refused:
        messages.error(request, refused.message)
        return redirect("assessment:scheme", code=code)
    return redirect("assessment:run", pk=run.pk)


@require_safe
def run(request: OfficialRequest, pk: int) -> HttpResponse:
    """The ranking of a finished run, or the progress of one under way (this page asks itself again).

    A county reads no points before they are published: a run can still be done again.
    """
    if not Run.objects.visible_to(request.post).filter(pk=pk).exists():
        announced = get_object_or_404(Run.objects.known_to(request.post).select_related("scheme"), pk=pk)
        return render(request, "assessment/unpublished.html", {"scheme": announced.scheme})
    found = _run(request, pk)
    if found.state not in FINISHED:
        return render(request, "assessment/progress.html", {"run": found, "job": found.job})
    if request.htmx:
        return HttpResponseClientRefresh()
    sheets = list(found.sheets.select_related("county").order_by("rank", "county"))
    items = list(found.scheme.items.all())
    opens = set(ScoreSheet.objects.visible_to(request.post).filter(run=found).values_list("pk", flat=True))
    points: dict[int, dict[int, ScoreLine]] = {}
    visible = ScoreLine.objects.filter(sheet__in=opens).defer("counted", "left_out").select_related("item")
    for one in visible:
        points.setdefault(one.sheet_id, {})[one.item_id] = one
    rows = [
        {"sheet": sheet, "opens": sheet.pk in opens, "lines": [points.get(sheet.pk, {}).get(i.pk) for i in items]}
        for sheet in sheets
    ]
    context = {
        "run": found,
        "items": items,
        "rows": rows,
        "errors": sorted({one.error for lines in points.values() for one in lines.values() if one.error}),
        "chart": _chart(sheets),
        "can_score": request.post.has_perm("assessment.score_run"),
        "can_export": request.post.has_perm("assessment.export_run") and request.post.is_citywide,
    }
    return render(request, "assessment/run.html", context)


def _chart(sheets: list[ScoreSheet]) -> dict[str, Any]:
    return {
        "unit": "分",
        "items": [
            {"name": sheet.county.name, "code": sheet.county_id, "value": float(sheet.total)} for sheet in sheets
        ],
    }


@require_POST
def publish(request: OfficialRequest, pk: int) -> HttpResponse:
    require(request.post, "assessment.score_run")
    found = _run(request, pk)
    try:
        services.publish(found, by=request.post)
        messages.success(request, "考核结果已公布并锁定。")
    except RuleViolation as refused:
        messages.error(request, refused.message)
    return redirect("assessment:run", pk=pk)


@require_safe
def workbook(request: OfficialRequest, pk: int) -> HttpResponseBase:
    require(request.post, "assessment.export_run")
    if not request.post.is_citywide:
        return render(request, "403.html", status=403)
    found = _run(request, pk)
    if found.state not in FINISHED:
        messages.error(request, "计分还没有完成，完成后再下载。")
        return redirect("assessment:run", pk=pk)
    name = f"{found.scheme.name}-计分{found.pk}.xlsx"
    return FileResponse(build(found), as_attachment=True, filename=name)


@require_safe
def sheet(request: OfficialRequest, pk: int) -> HttpResponse:
    sheets = ScoreSheet.objects.visible_to(request.post).select_related("county", "run__scheme")
    found = get_object_or_404(sheets, pk=pk)
    lines = found.lines.select_related("item").defer("left_out", "counted")
    return render(request, "assessment/sheet.html", {"sheet": found, "lines": lines, "run": found.run})


@require_safe
def line(request: OfficialRequest, pk: int) -> HttpResponse:
    """Behind a point: what counted, what did not and why, each row opening its record."""
    visible = ScoreSheet.objects.visible_to(request.post)
    lines = ScoreLine.objects.select_related("sheet__county", "sheet__run__scheme", "item")
    found = get_object_or_404(lines, pk=pk, sheet__in=visible)
    kind = "left_out" if request.GET.get("show") == "left_out" else "counted"
    pairs = found.left_out if kind == "left_out" else [(pk, "") for pk in found.counted]
    shown = evidence.page_of(found.rows_model, pairs, request.GET.get("page"), post=request.post)
    context = {"line": found, "sheet": found.sheet, "show": kind, "shown": shown, "turn": f"?show={kind}"}
    return render(request, "assessment/line.html", context)
