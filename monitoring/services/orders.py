"""The laboratory's work: receive, enter, verify by another person; a verified result never changes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import Forbidden, RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Role, not_allowed, require
from supervision.ground.texts import read, tidy
from supervision.models import Post

from ..models import Result, TestOrder
from ..rules.verdicts import Finding, entry_fault
from ..vocabulary import Found, OrderState
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


class OrderLife(Life[TestOrder]):
    """A sample in the laboratory. It tells nothing: its verdict is written, and told, on the sampling form."""

    model = TestOrder
    telling = ()

    def check(self, order: TestOrder, by: Post, *, complete: bool) -> None:
        """A supervision sample needs a laboratory with both certificates on the day of its report."""
        if complete:
            refuse_unaccredited(order.sample, order.laboratory_id, clock.today())

    def decider(self, order: TestOrder, post: Post) -> str:
        tester = order.tested_by
        same = tester is not None and tester.user_id == post.user_id
        return "检测结果须由检测人以外的人审核。" if same else ""

    def follows(self, rows: Sequence[TestOrder], by: Post, why: str) -> None:
        """Verified, it is judged by the lists of the sampling day and frozen; the verdict goes onto the form."""
        for order in rows:
            if order.state == OrderState.VERIFIED:
                _judge(order, by)


LIFE = OrderLife()

# What a tester or a verifier does, the state it needs, and how it is spoken of.
WORK = {
    "receive": (OrderState.WAITING, "接收样品"),
    "result": (OrderState.RECEIVED, "录入结果"),
    "verify": (OrderState.ENTERED, "审核检测结果"),
    "return": (OrderState.ENTERED, "退回"),
}


def why_not(verb: str, order: TestOrder, post: Post) -> str:
    """The sentence why this post may not do this with the order now, or nothing: asked by the page and by the verb."""
    refused = not_allowed(post, f"monitoring.{verb}_testorder") or _why_not_given(order, post)
    if refused:
        return refused
    state, said = WORK[verb]
    if order.state != state:
        return f"{order.get_state_display()}的检测单不能{said}。"
    return LIFE.decider(order, post) if verb == "verify" else ""


def _why_not_given(order: TestOrder, post: Post) -> str:
    if post.role == Role.SYSTEM or order.laboratory_id == post.organisation_id:
        return ""
    return "这份检测单不是委托给贵机构的。"


def receive_order(order: TestOrder, *, by: Post, version: int, condition: str = "") -> TestOrder:
    """Take the sample in; an unfit sample is noted in its condition."""
    _demand("receive", order, by)
    records.seen(order, version)
    condition = read(condition, "condition")[:100]
    received: dict[str, Any] = {"received_by": by, "received_on": clock.today(), "condition": condition}
    return LIFE.move(order, OrderState.RECEIVED, by=by, verb="接收样品", **received)


def enter_results(
    order: TestOrder, *, by: Post, version: int, lines: Mapping[str, Mapping[str, Any]], finish: bool, report: str = ""
) -> TestOrder:
    """Write the findings by analyte; `finish` hands them to the verifier. Half a report may be kept."""
    _demand("result", order, by)
    results = list(order.results.select_related("analyte"))
    for result in results:
        for name, value in lines.get(result.analyte_id, {}).items():
            if name in TYPED:
                setattr(result, name, value)
        tidy(result, TYPED)
    _refuse_bad(results, finish=finish)
    records.seen(order, version)
    entered: dict[str, Any] = {"tested_by": by, "tested_on": clock.today(), "report": read(report, "report")[:40]}
    with history.acting(by, "提交检测结果" if finish else "保存检测结果", on=[order]):
        if finish:
            LIFE.move(order, OrderState.ENTERED, by=by, verb="提交检测结果", returned_why="", **entered)
        else:
            records.touch(order, by=by, verb="保存检测结果", returned_why="", **entered)
        Result.objects.bulk_update(results, TYPED)
    return order


def confirm_result(order: TestOrder, *, by: Post, version: int) -> TestOrder:
    """Verified by another person than who tested."""
    _demand("verify", order, by)
    LIFE.check(order, by, complete=True)
    records.seen(order, version)
    verified: dict[str, Any] = {"verified_by": by, "verified_on": clock.today()}
    return LIFE.move(order, OrderState.VERIFIED, by=by, verb="审核检测结果", **verified)


def send_back(order: TestOrder, *, by: Post, version: int, why: str) -> TestOrder:
    """Give the report back to the tester with the reason."""
    _demand("return", order, by)
    why = read(why, "why", lines=True)
    if not why:
        raise RuleViolation("请写明退回原因，以便检测人核对。", field="why")
    records.seen(order, version)
    return LIFE.move(order, OrderState.RECEIVED, by=by, verb="退回检测结果", why=why, returned_why=why[:300])


def _judge(order: TestOrder, by: Post) -> None:
    sample, results, lists = order.sample, list(order.results.select_related("analyte")), book()
    items = judge_results(results, product=order.product, on=sample.sampled_on, lists=lists)
    for result in results:
        result.verified = True
    Result.objects.bulk_update(results, ["verdict", "banned", "total", "limit", "why", "verified"])
    set_verdict(sample, by=by, verb="出具检测结论", **asdict(report_of(results, items, lists)))


def _demand(verb: str, order: TestOrder, by: Post) -> None:
    require(by, f"monitoring.{verb}_testorder")
    if refused := _why_not_given(order, by):
        raise Forbidden(refused)
    refuse(why_not(verb, order, by))


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
