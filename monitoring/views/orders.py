"""The laboratory's pages. They know the order and its results, never the sample, its subject, files or history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground import clock, desk
from supervision.ground.desk import typed
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest, require
from supervision.ground.records import LABORATORY_ROLES

from .. import services
from ..models import TestOrder
from ..services.accreditation import warnings
from ..services.awaiting import nobody
from ..services.orders import WORK, why_not
from ..services.versions import corrected
from ..vocabulary import OrderState

VERIFIED = OrderState.VERIFIED  # what is not verified yet is the laboratory's own affair
STALE = "这份检测单已被他人处理，请核对最新内容后再办理。"


def find(request: OfficialRequest, pk: int) -> TestOrder:
    require(request.post, "monitoring.view_testorder")
    return TestOrder.objects.select_related(
        "product", "sample", "retest__sample", "tested_by__user", "verified_by__user"
    ).visible_or_404(
        request.post, pk=pk
    )


@require_safe
def detail(request: OfficialRequest, pk: int) -> HttpResponse:
    return page(request, find(request, pk))


def page(request: OfficialRequest, order: TestOrder, **more: Any) -> HttpResponse:
    post = request.post
    in_laboratory = post.role in LABORATORY_ROLES
    lines = order.results.in_force().select_related("analyte", "sure_by__user")
    versions = corrected(order, post)
    told = {
        "order": order,
        "nobody": nobody(order, versions["under_way"]),
        "results": lines if in_laboratory or order.state == VERIFIED else (),
        "in_laboratory": in_laboratory,
        "may": {verb: in_laboratory and not why_not(verb, order, post) for verb in WORK},
        "sample": None if in_laboratory else order.form,
        "warnings": warnings(order, clock.today()),
        **versions,
        **more,
    }
    return render(request, "monitoring/order.html", told, status=422 if more else 200)


def _act(
    request: OfficialRequest, pk: int, call: Callable[[TestOrder, int], Any], verb: str, done: str
) -> HttpResponse:
    """One verb on one order, on the version that was on the screen; a refusal keeps what was typed."""
    order = find(request, pk)
    try:
        call(order, version_of(request))
    except RuleViolation as refused:
        fresh = find(request, pk)
        if own := just_done(request, fresh, verb):
            messages.info(request, f"{fresh} 您刚刚已办理{own}，没有重复办理。")
            return redirect("monitoring:testorders-detail", pk)
        told = RuleViolation(STALE) if isinstance(refused, StaleEdit) else refused
        return page(request, fresh, refused=told, typed=request.POST)
    messages.success(request, f"{order} {done}")
    return redirect("monitoring:testorders-detail", pk)


def just_done(request: OfficialRequest, row: Any, verb: str) -> str:
    """A second click: the last that was done since the page was opened is this, by the same person; in words."""
    since = desk.since_page(row, request.POST.get("version"))
    own = desk.own_doing(request, row, request.POST.get("version"))
    return own if own and since[0].verb == verb else ""


def version_of(request: OfficialRequest) -> int:
    given = request.POST.get("version", "")
    if not given.isdecimal() or len(given) > 9:
        raise StaleEdit
    return int(given)


@require_POST
def receive(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.receive_order(order, by=request.post, version=version, condition=typed(request.POST, "condition"))

    return _act(request, pk, call, "接收样品", "已接收。")


@require_POST
def confirm(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.confirm_result(order, by=request.post, version=version)

    return _act(request, pk, call, "审核检测结果", "已审核，检测结论已出具。")


@require_POST
def send_back(request: OfficialRequest, pk: int) -> HttpResponse:
    def call(order: TestOrder, version: int) -> None:
        services.send_back(order, by=request.post, version=version, why=typed(request.POST, "why", lines=True))

    return _act(request, pk, call, "退回检测结果", "已退回检测人。")
