"""The laboratory's pages. They know the order and its results, never the sample, its subject, files or history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision.ground import clock, desk
from supervision.ground.desk import typed
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest, require
from supervision.ground.records import LABORATORY_ROLES

from .. import services
from ..forms import LineForm
from ..models import TestOrder
from ..services.accreditation import warning
from ..services.orders import WORK, BadLines, why_not
from ..vocabulary import OrderState

VERIFIED = OrderState.VERIFIED  # what is not verified yet is the laboratory's own affair
STALE = "这份检测单已被他人处理，请核对最新内容后再办理。"


def _find(request: OfficialRequest, pk: int) -> TestOrder:
    require(request.post, "monitoring.view_testorder")
    return TestOrder.objects.select_related("product", "tested_by__user", "verified_by__user").visible_or_404(
        request.post, pk=pk
    )


@require_safe
def detail(request: OfficialRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


def _page(request: OfficialRequest, order: TestOrder, **more: Any) -> HttpResponse:
    post = request.post
    in_laboratory = post.role in LABORATORY_ROLES
    may = {verb: in_laboratory and not why_not(verb, order, post) for verb in WORK}
    told = {
        "order": order,
        "results": order.results.select_related("analyte") if in_laboratory or order.state == VERIFIED else (),
        "may": may,
        "sample": None if in_laboratory else order.sample,
        "warning": warning(order, clock.today()),
        **more,
    }
    return render(request, "monitoring/order.html", told, status=422 if more else 200)


def _act(request: OfficialRequest, pk: int, call: Callable[[TestOrder, int], Any], done: str) -> HttpResponse:
    """One verb on one order, on the version that was on the screen; a refusal keeps what was typed."""
    order = _find(request, pk)
    try:
        call(order, _version(request))
    except StaleEdit:
        fresh = _find(request, pk)
        if own := desk.own_doing(request, fresh, request.POST.get("version")):
            messages.info(request, f"{fresh} 您刚刚已办理{own}，没有重复办理。")
            return redirect("monitoring:testorders-detail", pk)
        return _page(request, fresh, refused=RuleViolation(STALE), typed=request.POST)
    except RuleViolation as refused:
        return _page(request, order, refused=refused, typed=request.POST)
    messages.success(request, f"{order} {done}")
    return redirect("monitoring:testorders-detail", pk)


def _version(request: OfficialRequest) -> int:
    given = request.POST.get("version", "")
    if not given.isdecimal() or len(given) > 9:
        raise StaleEdit
    return int(given)


@require_POST
def receive(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.receive_order(order, by=request.post, version=version, condition=typed(request.POST, "condition"))

    return _act(request, pk, call, "已接收。")


@require_POST
def confirm(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.confirm_result(order, by=request.post, version=version)

    return _act(request, pk, call, "已审核，检测结论已出具。")


@require_POST
def send_back(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.send_back(order, by=request.post, version=version, why=typed(request.POST, "why", lines=True))

    return _act(request, pk, call, "已退回检测人。")


@require_http_methods(["GET", "POST"])
def results(request: OfficialRequest, pk: int) -> HttpResponse:
    """The grid: one line for every item asked for. What was typed stays, also when it can no longer be entered."""
    order = _find(request, pk)
    require(request.post, "monitoring.result_testorder")
    refused = why_not("result", order, request.post)
    if refused and request.method != "POST":
        messages.error(request, refused)
        return redirect("monitoring:testorders-detail", pk)
    data = request.POST if request.method == "POST" else None
    lines = [LineForm(data, result=result) for result in order.results.select_related("analyte")]
    if data is None:
        return _grid(request, order, lines)
    if not all([line.is_valid() for line in lines]):
        return _grid(request, order, lines, problem="有项目填写有误，请核对标红的行。")
    return _save(request, order, lines)


def _save(request: OfficialRequest, order: TestOrder, lines: list[LineForm]) -> HttpResponse:
    finish = "submit" in request.POST
    try:
        services.enter_results(
            order,
            by=request.post,
            version=_version(request),
            lines={line.result.analyte_id: line.cleaned_data for line in lines},
            finish=finish,
            report=typed(request.POST, "report"),
        )
    except BadLines as bad:
        for line in lines:
            if sentence := bad.lines.get(line.result.analyte_id):
                line.add_error(None, sentence)
        return _grid(request, order, lines, problem=str(bad))
    except StaleEdit:
        return _grid(request, _find(request, order.pk), lines, problem=f"{STALE}您填写的内容已保留。")
    except RuleViolation as refused:
        return _grid(request, order, lines, problem=str(refused))
    messages.success(request, f"{order} 的结果已{'提交审核' if finish else '保存'}。")
    return redirect("monitoring:testorders-detail", order.pk)


def _grid(request: OfficialRequest, order: TestOrder, lines: list[LineForm], problem: str = "") -> HttpResponse:
    told = {
        "order": order,
        "lines": lines,
        "problem": problem,
        "report": request.POST.get("report", order.report),
    }
    return render(request, "monitoring/results.html", told, status=422 if problem else 200)
