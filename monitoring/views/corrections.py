"""Correcting a verified report: the laboratory enters and checks, who ordered the test consents where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supervision.ground import sent
from supervision.ground.desk import typed
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest, require
from supervision.ground.sent import Given, How, SentBefore

from .. import services
from ..models import Correction, TestOrder
from ..services.correcting import edition_in_force, lines_at, lines_of
from ..services.orders import why_not
from ..vocabulary import Unit
from .lines import Line, given_of
from .orders import STALE, find, just_done, page, version_of
from .saving import MARKED, OPEN, key_of, mark
from .settling import choose, settle

ENTERED = "这份更正刚刚已录入，这次填写的没有再写入。还要改的，请复核人退回后重新录入。"
# What is called, whether it takes a reason, what its history calls it, and how it is spoken of.
STEPS: dict[str, tuple[Callable[..., Correction], bool, str, str]] = {
    "check": (services.check_correction, False, "复核更正", "已复核。"),
    "reject": (services.reject_correction, True, "退回更正", "更正已退回，原结论继续有效。"),
    "consent": (services.consent_correction, False, "同意更正", "已同意，更正生效。"),
    "refuse": (services.refuse_correction, True, "不同意更正", "已答复不同意，原结论继续有效。"),
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
    if data is None or "restore" in data:
        return _grid(request, order, lines)
    if any(line.error for line in lines):
        return _grid(request, order, lines, RuleViolation(MARKED))
    return _save(request, order, lines)


def _save(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> HttpResponse:
    try:
        if not choose(lines, request.POST):
            return _grid(request, order, lines, RuleViolation(OPEN))
        with sent.once(_given(request, order, lines), by=request.post, again=True) as doing:
            doing.came_to(_correct(request, order, lines))
    except SentBefore as before:
        if before.how is How.OTHER:
            return _grid(request, order, lines, RuleViolation(ENTERED))
        messages.info(request, f"{order} 的更正刚刚已录入，没有重复办理。")
        return redirect("monitoring:testorders-detail", order.pk)
    except StaleEdit:
        return _stale(request, order, lines)
    except RuleViolation as wrong:
        mark(lines, wrong)
        return _grid(request, order, lines, wrong)
    messages.success(request, f"{order} 的更正已录入，等待另一人复核；复核前原结论继续有效。")
    return redirect("monitoring:testorders-detail", order.pk)


def _correct(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> Correction:
    return services.correct_results(
        order,
        by=request.post,
        version=version_of(request),
        lines=given_of(lines),
        why=typed(request.POST, "why", lines=True),
        report=typed(request.POST, "report"),
        originals=list(request.FILES.getlist("originals")),
        held=_held(request),
    )


def _held(request: OfficialRequest) -> int:
    """The edition that the page started from; 0 where it did not say."""
    text = request.POST.get("held", "")
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _given(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> Given:
    boxes = {line.name: [line.text, *vars(line.settings).values(), line.sure] for line in lines}
    asked = {name: typed(request.POST, name, lines=True) for name in ("why", "report")}
    content = {"order": order.pk, "originals": request.FILES.getlist("originals"), **asked, **boxes}
    return Given("testorders:correct", key_of(request), sent.digest_of(content))


def _stale(request: OfficialRequest, order: TestOrder, lines: list[Line]) -> HttpResponse:
    """Another correction came into force, or the order itself was moved: what both say is chosen."""
    held = _held(request)
    settle(lines, lines_at(order, held) if held else None, request.POST)
    told = f"{STALE}您填写的内容已保留；没有改动的项目已换成现行结果，两人都改过的请选择。"
    return _grid(request, find(request, order.pk), lines, RuleViolation(told))


def _grid(
    request: OfficialRequest, order: TestOrder, lines: list[Line], refused: RuleViolation | None = None
) -> HttpResponse:
    told = {
        "order": order,
        "held": edition_in_force(order),
        "client_key": key_of(request),
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
    call, reasoned, verb, done = STEPS[name]
    try:
        more: dict[str, Any] = {"why": typed(request.POST, "why", lines=True)} if reasoned else {}
        # The version alone could be that of another correction: none is 0.
        seen = version_of(request) if request.POST.get("edition") == str(correction.edition) else 0
        call(correction, by=request.post, version=seen, **more)
    except RuleViolation as refused:
        if own := just_done(request, correction, verb):
            messages.info(request, f"{order}：您刚刚已办理{own}，没有重复办理。")
            return redirect("monitoring:testorders-detail", pk)
        told = RuleViolation(STALE) if isinstance(refused, StaleEdit) else refused
        return page(request, find(request, pk), refused=told, typed=request.POST)
    messages.success(request, f"{order}：{done}")
    return redirect("monitoring:testorders-detail", pk)
