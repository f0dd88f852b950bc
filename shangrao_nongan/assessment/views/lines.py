"""One county's sheet, and behind each point its rows: on the page by parts and reasons, and as a workbook."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from supervision.ground import audit
from supervision.ground.people import OfficialRequest

from ... import evidence
from ..breakdown import Part, denominator_note, parts
from ..models import ScoreLine, ScoreSheet
from ..rows_book import build
from ..rules import KEY_RULE


@require_safe
def sheet(request: OfficialRequest, pk: int) -> HttpResponse:
    sheets = ScoreSheet.objects.visible_to(request.post).select_related("county", "run__scheme")
    found = get_object_or_404(sheets, pk=pk)
    lines = list(found.lines.select_related("item").defer("left_out", "counted", "kept"))
    missed = [line.item.name for line in lines if line.misses_key]
    told = {"sheet": found, "lines": lines, "run": found.run, "missed": missed, "key_rule": KEY_RULE}
    return render(request, "assessment/sheet.html", told)


def _line(request: OfficialRequest, pk: int) -> ScoreLine:
    visible = ScoreSheet.objects.visible_to(request.post)
    lines = ScoreLine.objects.select_related("sheet__county", "sheet__run__scheme", "item")
    return get_object_or_404(lines, pk=pk, sheet__in=visible)


def _asked(request: OfficialRequest, found: list[Part]) -> tuple[Part, str]:
    """The part and the reason in the address; what is unknown there is the first part, or no reason."""
    part = next((one for one in found if one.code == request.GET.get("show")), found[0])
    reason = request.GET.get("reason", "")
    return part, reason if reason in dict(part.reasons) else ""


@require_safe
def line(request: OfficialRequest, pk: int) -> HttpResponse:
    """Behind a point: what counted, what did not and why, each row opening its record, and which changed since."""
    found = _line(request, pk)
    every = parts(found)
    part, reason = _asked(request, every)
    asked = {"show": part.code, **({"reason": reason} if reason else {})}
    post, kept = request.post, found.kept or {}
    shown = evidence.page_of(found.rows_model, part.only(reason), request.GET.get("page"), post=post, kept=kept)
    context: dict[str, Any] = {
        "line": found,
        "sheet": found.sheet,
        "run": found.sheet.run,
        "parts": every,
        "part": part,
        "reason": reason,
        "note": denominator_note(found),
        "shown": shown,
        "turn": f"?{urlencode(asked)}",
        "asked": urlencode(asked),
    }
    return render(request, "assessment/line.html", context)


@require_safe
def line_export(request: OfficialRequest, pk: int) -> FileResponse:
    """The same rows as a workbook: all parts, or the part and the reason that the page shows."""
    found = _line(request, pk)
    every = parts(found)
    chosen = every
    if request.GET.get("show"):
        part, reason = _asked(request, every)
        chosen = [Part(part.code, part.label, part.only(reason))]
    name = f"{found.sheet.run.scheme.year}-{found.sheet.county.name}-{found.item.name}.xlsx"
    made, rows = build(found, chosen, post=request.post), sum(len(one.pairs) for one in chosen)
    said = f"{found.sheet.run.scheme.name}，{found.sheet.county.name}，{found.item.name}"
    labels = [one.label for one in chosen]
    audit.exported(by=request.post, register="assessment", said=said, columns=labels, rows=rows)
    return FileResponse(made, as_attachment=True, filename=name)
