from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from supervision.ground import audit, clock
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require

from .. import publishing, services
from ..models import Item, Run, Scheme, ScoreLine, ScoreSheet
from ..parameters import told_of
from ..rules import KEY_RULE
from ..vocabulary import FINISHED
from ..workbook import build


def run_of(request: OfficialRequest, pk: int) -> Run:
    return get_object_or_404(Run.objects.visible_to(request.post).ranked(), pk=pk)


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
    runs = Run.objects.visible_to(request.post).filter(scheme=found).ranked()[:20]
    items = list(found.items.all())
    context = {
        "scheme": found,
        "items": items,
        "base": sum(item.points for item in items if item.is_base),
        "runs": runs,
        "waits": not runs and not request.post.is_citywide,
        "preview": own_preview(request, found),
        "common": told_of(found),
        "can_change": not found.locked_at and request.post.has_perm("assessment.change_scheme"),
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
        for _field, sentence in refused.faults:
            messages.error(request, sentence)
    return redirect("assessment:scheme", code=code)


def own_preview(request: OfficialRequest, scheme: Scheme) -> ScoreSheet | None:
    """A county's own sheet of a run that is not published yet (预评)."""
    if request.post.is_citywide:
        return None
    own = ScoreSheet.objects.visible_to(request.post).filter(run__scheme=scheme, run__in=Run.objects.previews())
    return own.select_related("run").first()


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
        said = {"scheme": announced.scheme, "preview": own_preview(request, announced.scheme)}
        return render(request, "assessment/unpublished.html", said)
    found = run_of(request, pk)
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
    rows = [_row(sheet, items, points.get(sheet.pk, {}), opens=sheet.pk in opens) for sheet in sheets]
    context = {
        "run": found,
        "items": items,
        "rows": rows,
        "errors": sorted({one.error for lines in points.values() for one in lines.values() if one.error}),
        "chart": _chart(sheets),
        "can_publish": found.state == "computed" and request.post.has_perm("assessment.score_run"),
        "refused": publishing.why_not(found, request.post, today=clock.today()),
        "correction": getattr(found, "corrected_by", None),
        "changes": publishing.changes(found, found.corrects) if found.corrects else [],
        "can_export": request.post.has_perm("assessment.export_run") and request.post.is_citywide,
        "key_rule": KEY_RULE,
    }
    return render(request, "assessment/run.html", context)


def _row(sheet: ScoreSheet, items: list[Item], lines: dict[int, ScoreLine], *, opens: bool) -> dict[str, Any]:
    missed = [line.item.name for line in lines.values() if line.misses_key]
    return {"sheet": sheet, "opens": opens, "lines": [lines.get(item.pk) for item in items], "missed": missed}


def _chart(sheets: list[ScoreSheet]) -> dict[str, Any]:
    return {
        "unit": "分",
        "items": [
            {"name": sheet.county.name, "code": sheet.county_id, "value": float(sheet.total)} for sheet in sheets
        ],
    }


def named(run: Run) -> str:
    """For the file that is taken out of the house: whether it counts, and which it is."""
    return f"第{run.ordinal}次计分（预评）" if run.is_preview else f"公布版本{run.version}"


@require_safe
def workbook(request: OfficialRequest, pk: int) -> HttpResponseBase:
    require(request.post, "assessment.export_run")
    if not request.post.is_citywide:
        return render(request, "403.html", status=403)
    found = run_of(request, pk)
    if found.state not in FINISHED:
        messages.error(request, "计分还没有完成，完成后再下载。")
        return redirect("assessment:run", pk=pk)
    name = f"{found.scheme.name}-{named(found)}.xlsx"
    made = build(found)
    pages = ["总表", "分县得分", "指标明细", "口径", "五个一"]
    said = f"{found.scheme.name}，{named(found)}"
    audit.exported(by=request.post, register="assessment", said=said, columns=pages, rows=found.sheets.count())
    return FileResponse(made, as_attachment=True, filename=name)
