"""The laboratory's work: receive, enter, verify by another person; a verified result never changes again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from supervision.ground import clock, history
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.people import Role, require
from supervision.models import Post

from ..models import Result, TestOrder
from ..rules.verdicts import Finding, entry_fault
from ..vocabulary import ORDER_MOVES, Found, OrderState
from .accreditation import refuse_unaccredited
from .judging import book, judge_results, report_of
from .samples import set_verdict

TYPED = ("found", "value", "lod", "unit", "method")


class BadLines(RuleViolation):
    """Some lines of a report cannot be right; `lines` has a sentence for each analyte concerned."""

    def __init__(self, lines: dict[str, str], *, missing: int):
        told = [f"还有 {missing} 个项目没有录入"] if missing else []
        told += [f"有 {len(lines) - missing} 个项目的结果填写有误"] if len(lines) > missing else []
        super().__init__(f"{'，'.join(told)}，请看标红的行。")
        self.lines = lines


def receive_order(order: TestOrder, *, by: Post, version: int, condition: str = "") -> TestOrder:
    """Take the sample in; an unfit sample is noted in its condition."""
    _require(order, by, "receive")
    return _move(
        order,
        OrderState.RECEIVED,
        by=by,
        version=version,
        verb="接收样品",
        received_by=by,
        received_on=clock.today(),
        condition=condition.strip()[:100],
    )


def enter_results(
    order: TestOrder, *, by: Post, version: int, lines: Mapping[str, Mapping[str, Any]], finish: bool, report: str = ""
) -> TestOrder:
    """Write the findings by analyte; `finish` hands them to the verifier. Half a report may be kept."""
    _require(order, by, "result")
    if order.state != OrderState.RECEIVED:
        raise RuleViolation(f"{order.get_state_display()}的检测单不能录入结果。")
    results = list(order.results.select_related("analyte"))
    for result in results:
        for name, value in lines.get(result.analyte_id, {}).items():
            if name in TYPED:
                setattr(result, name, value)
    _refuse_bad(results, finish=finish)
    changes: dict[str, Any] = {"tested_by": by, "tested_on": clock.today(), "returned_why": ""}
    changes["report"] = report.strip()[:40]
    with history.acting(by, "提交检测结果" if finish else "保存检测结果"):
        _move(
            order,
            OrderState.ENTERED if finish else OrderState.RECEIVED,
            by=by,
            version=version,
            verb="录入检测结果",
            **changes,
        )
        Result.objects.bulk_update(results, TYPED)
    return order


def confirm_result(order: TestOrder, *, by: Post, version: int) -> TestOrder:
    """Verify, judge by the lists of the sampling day, freeze, and write the verdict on the sampling form.

    A supervision sample needs a laboratory with both certificates on the day of its report.
    """
    _require(order, by, "verify")
    if order.tested_by is not None and order.tested_by.user_id == by.user_id:
        raise RuleViolation("检测结果须由检测人以外的人审核。")
    sample, results = order.sample, list(order.results.select_related("analyte"))
    refuse_unaccredited(sample, order.laboratory_id, clock.today())
    lists = book()
    items = judge_results(results, product=order.product, on=sample.sampled_on, lists=lists)
    for result in results:
        result.verified = True
    with history.acting(by, "审核检测结果"):
        _move(
            order,
            OrderState.VERIFIED,
            by=by,
            version=version,
            verb="审核检测结果",
            verified_by=by,
            verified_on=clock.today(),
        )
        Result.objects.bulk_update(results, ["verdict", "banned", "total", "limit", "why", "verified"])
        set_verdict(sample, by=by, verb="出具检测结论", **asdict(report_of(results, items, lists)))
    return order


def send_back(order: TestOrder, *, by: Post, version: int, why: str) -> TestOrder:
    """Give the report back to the tester with the reason."""
    _require(order, by, "return")
    why = why.strip()
    if not why:
        raise RuleViolation("请写明退回原因，以便检测人核对。", field="why")
    if order.state != OrderState.ENTERED:
        raise RuleViolation(f"{order.get_state_display()}的检测单不能退回。")
    return _move(
        order, OrderState.RECEIVED, by=by, version=version, verb="退回检测结果", why=why, returned_why=why[:300]
    )


def _require(order: TestOrder, by: Post, verb: str) -> None:
    require(by, f"monitoring.{verb}_testorder")
    if by.role != Role.SYSTEM and order.laboratory_id != by.organisation_id:
        raise Forbidden("这份检测单不是委托给贵机构的。")


def _refuse_bad(results: list[Result], *, finish: bool) -> None:
    bad, missing = {}, 0
    for result in results:
        fault = entry_fault(Finding(result.analyte_id, result.found, result.value, result.unit, result.lod))
        if not fault and finish and result.found == Found.PENDING:
            fault, missing = "请录入结果；没有检测的项目选择“未检测”。", missing + 1
        if fault:
            bad[result.analyte_id] = fault
    if bad:
        raise BadLines(bad, missing=missing)


def _move(
    order: TestOrder, to: OrderState, *, by: Post, version: int, verb: str, why: str = "", **changes: Any
) -> TestOrder:
    """Write if nobody else did since the page was opened."""
    if to != order.state and to not in ORDER_MOVES[OrderState(order.state)]:
        raise RuleViolation(f"{order.get_state_display()}的检测单不能{verb}。")
    if int(version) != order.version:
        raise StaleEdit
    with history.acting(by, verb, why):
        rows = TestOrder.objects.filter(pk=order.pk, version=order.version, state=order.state)
        if not rows.update(state=to, version=order.version + 1, **changes):
            raise StaleEdit
    for name, value in {"state": to, "version": order.version + 1, **changes}.items():
        setattr(order, name, value)
    return order
