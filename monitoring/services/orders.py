"""The laboratory's work: receive, verify by another person than who entered; a verified report is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from supervision.ground import clock, history, records, terms
from supervision.ground.errors import Forbidden, RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Role, not_allowed, require
from supervision.ground.texts import read
from supervision.models import Post

from ..models import Result, TestOrder
from ..rules.second import is_rapid
from ..vocabulary import Found, OrderState
from .accreditation import refuse_unaccredited
from .concluding import conclude
from .judging import book, judge_results, report_of
from .samples import set_verdict


class OrderLife(Life[TestOrder]):
    """A sample in the laboratory. It tells nothing: its verdict is written, and told, on the sampling form."""

    model = TestOrder
    telling = ()

    def check(self, order: TestOrder, by: Post, *, complete: bool) -> None:
        """A supervision sample needs a laboratory with both certificates on the day of its report."""
        if complete:
            refuse_unaccredited(order.form, order.laboratory_id, clock.today())
            if order.retest is not None:
                refuse_rapid(order.results.reported().select_related("analyte"))

    def decider(self, order: TestOrder, post: Post) -> str:
        tester = [order.tested_by.user_id] if order.tested_by is not None else []
        wrote = post.user_id in {*tester, *order.writers}
        return "检测结果须由检测人以外的人审核，录入过结果的都是检测人。" if wrote else ""

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
    "correct": (OrderState.VERIFIED, "更正"),
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
    demand("receive", order, by)
    records.seen(order, version)
    condition = read(condition, "condition")[:100]
    with history.acting(by, "接收样品", on=[order]):
        return _received(order, by, condition)


def _received(order: TestOrder, by: Post, condition: str) -> TestOrder:
    """A retest's laboratory has seven workdays from the day it has the sample (L22 art. 51)."""
    if order.retest is not None:
        due = terms.due(clock.today(), "retest.report")
        records.touch(order.retest, by=by, verb="复检机构收样", report_due=due.on)
    received: dict[str, Any] = {"received_by": by, "received_on": clock.today(), "condition": condition}
    return LIFE.move(order, OrderState.RECEIVED, by=by, verb="接收样品", **received)


def confirm_result(order: TestOrder, *, by: Post, version: int) -> TestOrder:
    """Verified by another person than who tested."""
    demand("verify", order, by)
    LIFE.check(order, by, complete=True)
    records.seen(order, version)
    verified: dict[str, Any] = {"verified_by": by, "verified_on": clock.today()}
    return LIFE.move(order, OrderState.VERIFIED, by=by, verb="审核检测结果", **verified)


def send_back(order: TestOrder, *, by: Post, version: int, why: str) -> TestOrder:
    """Give the report back to the tester with the reason."""
    demand("return", order, by)
    why = read(why, "why", lines=True)
    if not why:
        raise RuleViolation("请写明退回原因，以便检测人核对。", field="why")
    records.seen(order, version)
    return LIFE.move(order, OrderState.RECEIVED, by=by, verb="退回检测结果", why=why, returned_why=why[:300])


def refuse_rapid(lines: Iterable[Result]) -> None:
    """No retest by a rapid method (L22 art. 51): each line says by which method it was measured."""
    for line in lines:
        if line.found == Found.NOT_TESTED:
            continue
        if not line.method:
            raise RuleViolation(f"复检须注明检测方法，{line.analyte} 没有填写，请退回检测人补填。")
        if is_rapid(line.method):
            raise RuleViolation(f"复检不得采用快速检测方法（{line.analyte}：{line.method}），请退回检测人。")


def _judge(order: TestOrder, by: Post) -> None:
    sample, results, lists = order.form, list(order.results.reported().select_related("analyte")), book()
    items = judge_results(results, product=order.product, on=sample.sampled_on, lists=lists)
    for result in results:
        result.verified = True
    Result.objects.bulk_update(results, ["verdict", "banned", "total", "limit", "why", "verified"])
    if order.retest is not None:
        conclude(order.retest, results, items, lists, by)
        return
    set_verdict(sample, by=by, verb="出具检测结论", **asdict(report_of(results, items, lists)))


def demand(verb: str, order: TestOrder, by: Post) -> None:
    require(by, f"monitoring.{verb}_testorder")
    if refused := _why_not_given(order, by):
        raise Forbidden(refused)
    refuse(why_not(verb, order, by))
