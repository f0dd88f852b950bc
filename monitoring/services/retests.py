"""复检: the subject may ask within the legal term; another laboratory decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from supervision.ground import clock, history, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.records import COUNTED, touch
from supervision.models import Post

from ..models import Analyte, Result, Retest, Sample
from ..vocabulary import DRUGS, Method, Verdict
from .accreditation import refuse_unaccredited
from .samples import set_verdict

CONCLUSIONS = ("pass", "fail")
# The verdict stands on the sampling form: neither it nor the laboratory that gave it changes any more.
AFTER_CONCLUSION = dict.fromkeys(CONCLUSIONS, "复检已有结论。") | {
    "return": "复检已有结论，不能退回修改。",
    "void": "复检已有结论，不能作废。",
}
TAKEN_IN = ("sample", "notified_on", "applied_on")


class RetestLife(Life[Retest]):
    """An application for a retest. It tells nothing itself: its conclusion is written on the sampling form."""

    model = Retest
    made = drafted = "受理复检申请"
    rights = dict.fromkeys(CONCLUSIONS, "accept")

    def why_not(self, verb: str, retest: Retest, post: Post) -> str:
        refused = super().why_not(verb, retest, post)
        if not refused and verb in CONCLUSIONS and retest.state not in COUNTED:
            return f"{retest.get_state_display()}的复检不能作结论。"
        if not refused and retest.concluded_on is not None:
            return AFTER_CONCLUSION.get(verb, "")
        return refused

    def fill(self, rows: Sequence[Retest], by: Post) -> None:
        """Whose sample and when stand as they were taken in, and so does the term."""
        for retest in rows:
            if retest.pk is None:
                _refuse_unfit(retest)
                _refuse_late(retest)
                retest.region = retest.sample.region

    def check(self, retest: Retest, by: Post, *, complete: bool) -> None:
        if complete or retest.laboratory is not None:
            _check_laboratory(retest)

    def edit(self, retest: Retest, /, *, by: Post, version: int, **fields: Any) -> Retest:
        """Name the laboratory, or the report's number."""
        typed = {name: value for name, value in fields.items() if name not in TAKEN_IN}
        return super().edit(retest, by=by, version=version, **typed)


LIFE = RetestLife()
correct_retest, submit_retest, void_retest = LIFE.edit, LIFE.submit, LIFE.void


def apply_retest(*, by: Post, submit: bool = True, **fields: Any) -> Retest:
    """Take in an application; too late is refused with the day that counted."""
    return LIFE.create(by=by, submit=submit, **fields)


def _refuse_unfit(retest: Retest) -> None:
    sample = retest.sample
    if sample.method == Method.RAPID or sample.verdict != Verdict.FAIL or sample.state not in COUNTED:
        raise RuleViolation("只有定量检测不合格的样品可以申请复检。", field="sample")
    if not sample.sampled_on <= retest.notified_on <= clock.today():
        raise RuleViolation("收到检测结果日期应在抽样日期之后，且不晚于今天。", field="notified_on")
    if not retest.notified_on <= retest.applied_on <= clock.today():
        raise RuleViolation("申请日期应在收到检测结果之后，且不晚于今天。", field="applied_on")


def _refuse_late(retest: Retest) -> None:
    """Too late is only what is too late by every reading; between two readings it is taken in, with a remark."""
    code = "retest.veterinary" if _drug_failed(retest.sample) else "retest.apply"
    due, last = terms.due(retest.notified_on, code), terms.latest(retest.notified_on, code)
    if retest.applied_on > last.on:
        raise RuleViolation(f"已超过申请复检的期限（{last.on}{last.note}，{due.term.basis}）。", field="applied_on")
    retest.due_on = due.on
    if retest.applied_on > due.on:
        retest.remark = f"按自然日计至{due.on}止，按工作日计至{last.on}止；{due.term.basis}的日数计法待核对，先予受理。"
    elif not due.term.verified:
        retest.remark = f"期限按自然日计，{due.term.basis}的日数计法待核对。"
    elif due.provisional:
        retest.remark = f"期限为{due.on}{due.note}。"


def _drug_failed(sample: Sample) -> bool:
    """Whether a failing item is a veterinary drug, or the sum or a part of one: the term hangs on the law under which
    the residue is tested (domain facts, chapter 1.3), on what was found and not on whose it was."""
    failing = Q(kind__in=DRUGS) | Q(parts__part__kind__in=DRUGS) | Q(wholes__whole__kind__in=DRUGS)
    failed = Result.objects.in_force().filter(order__sample=sample, verdict=Verdict.FAIL).values("analyte")
    return Analyte.objects.filter(failing, pk__in=failed).exists()


def pass_retest(retest: Retest, *, by: Post) -> Retest:
    return conclude_retest(retest, by=by, verdict=Verdict.PASS, report=retest.report)


def fail_retest(retest: Retest, *, by: Post) -> Retest:
    return conclude_retest(retest, by=by, verdict=Verdict.FAIL, report=retest.report)


def _check_laboratory(retest: Retest) -> None:
    if retest.laboratory is None:
        raise RuleViolation("请选择复检机构。", field="laboratory")
    if retest.laboratory_id == retest.sample.order.laboratory_id:
        raise RuleViolation("复检机构不得是初检机构。", field="laboratory")


def conclude_retest(retest: Retest, *, by: Post, verdict: str, report: str) -> Retest:
    """The retest decides: its verdict replaces the first one on the sampling form."""
    LIFE.demand("pass", retest, by)
    if verdict not in (Verdict.PASS, Verdict.FAIL):
        raise RuleViolation("复检结论只能是合格或不合格。", field="verdict")
    _check_laboratory(retest)
    sample = retest.sample
    refuse_unaccredited(sample, retest.laboratory_id, clock.today(), field="laboratory")
    with history.acting(by, "复检结论", on=[retest]):
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
