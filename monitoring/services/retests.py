"""复检: the subject may ask within the legal term; another laboratory decides."""

from __future__ import annotations

import uuid
from typing import Any

from supervision import clock, history, records, terms
from supervision.errors import RuleViolation
from supervision.models import Post
from supervision.people import require
from supervision.records.life import touch

from ..models import Retest
from ..vocabulary import Method, Verdict
from .samples import set_verdict

# The term hangs on the law under which the residue is tested (domain facts, chapter 1.3).
TERMS = {"畜牧业": "retest.veterinary", "渔业": "retest.veterinary"}


def apply_retest(*, by: Post, submit: bool = True, client_key: uuid.UUID | None = None, **fields: Any) -> Retest:
    """Take in an application; too late is refused with the day that counted."""
    retest = Retest(client_key=client_key, **fields)
    sample = retest.sample
    if sample.method == Method.RAPID or sample.verdict != Verdict.FAIL:
        raise RuleViolation("只有定量检测不合格的样品可以申请复检。", field="sample")
    if retest.notified_on < sample.sampled_on or retest.applied_on > clock.today():
        raise RuleViolation("日期应在抽样日期之后、今天之前。", field="applied_on")
    due = terms.due(retest.notified_on, TERMS.get(sample.product.sector, "retest.apply"))
    if retest.applied_on > due.on:
        raise RuleViolation(f"已超过申请复检的期限（{due.on}，{due.term.basis}）。", field="applied_on")
    if retest.laboratory_id is not None and retest.laboratory_id == sample.order.laboratory_id:
        raise RuleViolation("复检机构不得是初检机构。", field="laboratory")
    retest.region, retest.due_on = sample.region, due.on
    return records.create(retest, by=by, submit=submit, verb="受理复检申请")


def conclude_retest(retest: Retest, *, by: Post, verdict: str, report: str) -> Retest:
    """The retest decides: its verdict replaces the first one on the sampling form."""
    require(by, "monitoring.accept_retest")
    if verdict not in (Verdict.PASS, Verdict.FAIL):
        raise RuleViolation("复检结论只能是合格或不合格。", field="verdict")
    if retest.concluded_on is not None:
        raise RuleViolation("复检已有结论。")
    if retest.laboratory_id is None:
        raise RuleViolation("请先确定复检机构。", field="laboratory")
    sample = retest.sample
    with history.acting(by, "复检结论"):
        touch(retest, by=by, verb="复检结论", verdict=verdict, report=report, concluded_on=clock.today())
        failed = verdict == Verdict.FAIL
        set_verdict(
            sample,
            by=by,
            verb="复检结论",
            verdict=verdict,
            banned=sample.banned and failed,
            failed_items=sample.failed_items if failed else "",
        )
    return retest
