"""Correcting a verified report: the laboratory enters and checks, who ordered the test consents where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supervision.ground.desk import typed
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest, require

from .. import services
from ..models import Correction, TestOrder
from ..services.correcting import lines_of
from ..services.orders import why_not
from ..vocabulary import Unit
from .entering import MARKED, mark
from .lines import Line, given_of
from .orders import STALE, find, page, version_of

STEPS: dict[str, tuple[Callable[..., Correction], bool, str]] = {
    "check": (services.check_correction, False, "已复核。"),
    "reject": (services.reject_correction, True, "更正已退回，原结论继续有效。"),
    "consent": (services.consent_correction, False, "已同意，更正生效。"),
    "refuse": (services.refuse_correction, True, "已答复不同意，原结论继续有效。"),
}


@require_http_methods(["GET", "POST"])
def correct(request: OfficialRequest, pk: int) -> HttpResponse:
    """The lines in force, to be changed; they stay as they are until the correction is in force."""
    order = find(request, pk)
    require(request.post, "monitoring.correct_testorder")
    refused = why_not("correct", order, request.post)
    if refused and request.method != "POST":
        messages.error(request, refused)
        return redirect("monitoring:testorders-detail", pk)
    data = request.POST if request.method == "POST" else None
    stored = lines_of(order)
    now = [result.shown for result in stored]
    lines = [Line(result, result.analyte_id, None, data) for result in stored]
    for line, shown in zip(lines, now, strict=True):
        line.was = shown
    if data is None:
        return _grid(request, order, lines)
    if any(line.error for line in lines):
        return _grid(request, order, lines, RuleViolation(MARKED))
    try:
        services.correct_results(
            order,
            by=request.post,
            version=version_of(request),
            lines=given_of(lines),
            why=typed(request.POST, "why", lines=True),
            report=typed(request.POST, "report"),
            originals=list(request.FILES.getlist("originals")),
        )
    except StaleEdit:
        return _grid(request, find(request, pk), lines, RuleViolation(f"{STALE}您填写的内容已保留。"))
    except RuleViolation as wrong:
        mark(lines, wrong)
        return _grid(request, order, lines, wrong)
    messages.success(request, f"{order} 的更正已录入，等待另一人复核；复核前原结论继续有效。")
    return redirect("monitoring:testorders-detail", pk)


def _grid(
    request: OfficialRequest, order: TestOrder, lines: list[Line], refused: RuleViolation | None = None
) -> HttpResponse:
    told = {
        "order": order,
        "lines": lines,
        "units": Unit.values,
        "refused": refused,
        "why": request.POST.get("why", ""),  # as it was typed, also where it is refused
        "report": request.POST.get("report", order.report),
    }
    return render(request, "monitoring/correct.html", told, status=422 if refused else 200)


@require_POST
def step(request: OfficialRequest, pk: int) -> HttpResponse:
    """One step of the correction under way; whoever may not see it finds none."""
    order = find(request, pk)
    name = request.POST.get("step", "")
    rows = Correction.objects.visible_to(request.post).filter(order=order)
    people = ("entered_by", "checked_by")
    correction = rows.select_related("order__sample", "order__product", *people).order_by("-edition").first()
    if name not in STEPS or correction is None:
        raise Http404("没有找到这份更正，或它不在您的范围内。")
    call, reasoned, done = STEPS[name]
    try:
        if request.POST.get("edition") != str(correction.edition):  # each begins with version 1
            raise StaleEdit
        more: dict[str, Any] = {"why": typed(request.POST, "why", lines=True)} if reasoned else {}
        call(correction, by=request.post, version=version_of(request), **more)
    except StaleEdit:
        return page(request, find(request, pk), refused=RuleViolation(STALE), typed=request.POST)
    except RuleViolation as refused:
        return page(request, find(request, pk), refused=refused, typed=request.POST)
    messages.success(request, f"{order}：{done}")
    return redirect("monitoring:testorders-detail", pk)
