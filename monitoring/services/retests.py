"""复检: the inspected party may ask within the legal term after 监督抽查; who commissioned the sampling, or above,
answers; another laboratory decides. 复测: after risk monitoring the level above the county may have the spare sample
measured again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from supervision.ground import clock, history, records, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.records import reason
from supervision.ground.regions import Level as PlaceLevel
from supervision.models import Organisation, Post

from ..models import Analyte, Result, Retest, Sample
from ..rules.judged import why_not_second
from ..rules.orderers import late_entry, late_service, orderer, why_not_of
from ..rules.second import items_again, term_of
from ..vocabulary import DRUGS, RetestState, SecondTest, Verdict
from .commissioning import close_second, commission
from .following import spoken
from .judging import book, suspected
from .samples import LIFE as SAMPLE

ANSWERS = ("accept", "return", "refuse", "commission")
CALLED = {"accept": "受理", "return": "退回补正", "refuse": "答复", "commission": "委托", "void": "撤回"}
TAKEN_IN = ("sample", "kind")
OURS = "复检申请须由登记人以外的人受理。"


class RetestLife(Life[Retest]):
    """An application, its answer and its conclusion. It tells nothing: the verdict is told on the sampling form."""

    model = Retest
    made = "登记复检申请"
    drafted, accepted, returned, voided = "保存复检申请草稿", "受理复检", "退回补正", "撤回复检申请"
    rights = {"refuse": "accept", "commission": "accept"}
    telling = ()

    def why_not(self, verb: str, retest: Retest, post: Post) -> str:
        """An answer is the level's that commissioned the sampling, or of the one above it, and never the maker's."""
        if retest.concluded_on is not None:
            return f"{retest.get_kind_display()}已有结论，不能再{CALLED.get(verb, '修改')}。"
        refused = super().why_not(verb, retest, post) or _why_not_now(verb, retest)
        answered = verb in ANSWERS or (verb == "void" and retest.state == RetestState.ACCEPTED)
        if not refused and answered:
            refused = why_not_of(retest.asked_of or orderer(retest.sample.level), post, CALLED[verb])
        if not refused and verb in ("accept", "refuse") and records.deciding.wrote(retest, post):
            return OURS
        return refused

    def fill(self, rows: Sequence[Retest], by: Post) -> None:
        """Whose sample, when it was served and what it said stand as they were taken in, and so does the term."""
        for retest in rows:
            if retest.pk is None:
                _take_in(retest)

    def check(self, retest: Retest, by: Post, *, complete: bool) -> None:
        if retest.kind == SecondTest.RETEST and retest.asked_of:
            _check_days(retest)
            _refuse_late(retest)
        if complete:
            retest.why = reason(retest.why, "请写明申请复检（复测）的理由。")

    def follows(self, rows: Sequence[Retest], by: Post, why: str) -> None:
        for retest in rows:
            if retest.state == RetestState.VOID:
                close_second(retest, by=by, why=why)

    def edit(self, retest: Retest, /, *, by: Post, version: int, **fields: Any) -> Retest:
        typed = {name: value for name, value in fields.items() if name not in TAKEN_IN}
        return super().edit(retest, by=by, version=version, **typed)


LIFE = RetestLife()
correct_retest, submit_retest, void_retest = LIFE.edit, LIFE.submit, LIFE.void
accept_retest, return_retest = LIFE.accept, LIFE.return_


def _why_not_now(verb: str, retest: Retest) -> str:
    if verb == "refuse" and retest.state != RetestState.SUBMITTED:
        return f"{retest.get_state_display()}的申请不能再答复不予受理。"
    if verb == "commission" and retest.state != RetestState.ACCEPTED:
        return f"{retest.get_state_display()}的申请不能委托复检机构，请先受理。"
    return ""


def apply_retest(*, by: Post, submit: bool = True, **fields: Any) -> Retest:
    """Take in an application; too late is refused with the day that counted."""
    return LIFE.create(by=by, submit=submit, **fields)


def remeasure(sample: Sample, *, by: Post, why: str) -> Retest:
    """After risk monitoring nobody has a right to a retest: the level above the county may want to know. Another person
    of that level answers it."""
    SAMPLE.demand("remeasure", sample, by)
    retest = Retest(sample=sample, kind=SecondTest.REMEASURE, why=why, applied_on=clock.today())
    return LIFE.enter(retest, by=by)


def refuse_retest(retest: Retest, *, by: Post, why: str) -> Retest:
    """不予受理: the first result stands. The answer is final."""
    LIFE.demand("refuse", retest, by)
    why = reason(why, "请写明不予受理的理由，以便告知申请人。")
    with history.acting(by, "不予受理", why, on=[retest]):
        return LIFE.move(retest, RetestState.REFUSED, by=by, verb="不予受理", why=why, refused_why=why)


def commission_retest(
    retest: Retest, *, by: Post, laboratory: Organisation | None = None, document: str = ""
) -> Retest:
    """Order the second test from another laboratory, or from yet another while nobody has received the sample."""
    LIFE.demand("commission", retest, by)
    if not retest.codes:  # taken in by an earlier release
        retest.codes = _items(retest.sample)
    return commission(retest, by, laboratory, document)


def _take_in(retest: Retest) -> None:
    sample = retest.sample
    if refused := why_not_second(retest.kind, sample):
        raise RuleViolation(refused, field="sample")
    retest.region, retest.first = sample.region, spoken(sample)[:400]
    retest.codes = _items(sample)
    if retest.kind == SecondTest.REMEASURE:
        retest.notified_on = retest.due_on = retest.applied_on
        retest.asked_of = PlaceLevel.CITY
        return
    retest.notified_on = sample.told_on or sample.sampled_on
    retest.asked_of = orderer(sample.level)
    _set_term(retest)


def _items(sample: Sample) -> list[str]:
    """What is measured again."""
    first = {line.analyte_id: line for line in sample.order.results.in_force()}
    doubtful = suspected(sample.order, list(first.values())) if sample.suspected_items else ()
    return items_again(first, book().sums, doubtful)


def _set_term(retest: Retest) -> None:
    due = terms.due(retest.notified_on, _term(retest))
    retest.due_on = due.on


def _check_days(retest: Retest) -> None:
    if not retest.notified_on <= retest.applied_on <= clock.today():
        raise RuleViolation("收到申请日期应在送达之后，且不晚于今天。", field="applied_on")


def _term(retest: Retest) -> str:
    return term_of(retest.sample.place, drug=_drug_failed(retest.sample))


def _refuse_late(retest: Retest) -> None:
    """Too late is only what is too late by every reading; between two readings it is taken in, with a remark. What was
    served or entered late is answered by the level above, which was not there to date it."""
    code = _term(retest)
    due, last = terms.due(retest.notified_on, code), terms.latest(retest.notified_on, code)
    if retest.applied_on > last.on:
        raise RuleViolation(f"已超过申请复检的期限（{last.on}{last.note}，{due.term.basis}）。", field="applied_on")
    said = []
    if retest.applied_on > due.on:
        said.append(f"按自然日计至{due.on}止，按工作日计至{last.on}止；{due.term.basis}的日数计法待核对，先予受理。")
    elif not due.term.verified:
        said.append(f"期限按自然日计，{due.term.basis}的日数计法待核对。")
    elif due.provisional:
        said.append(f"期限为{due.on}{due.note}。")
    if late := _dated_late(retest):
        retest.asked_of = PlaceLevel.CITY
        said.append(f"{late}，由市级受理。")
    retest.remark = "".join(said)[:200]


def _dated_late(retest: Retest) -> str:
    sample, today = retest.sample, clock.today()
    entered = clock.day_of(sample.told_at) if sample.told_at is not None else today
    return late_service(sample.verdict_on, retest.notified_on, entered) or late_entry(retest.applied_on, today)


def _drug_failed(sample: Sample) -> bool:
    """Whether a failing item is a veterinary drug, or the sum or a part of one: the term hangs on the law under which
    the residue is tested (domain facts, chapter 1.3), on what was found and not on whose it was."""
    failing = Q(kind__in=DRUGS) | Q(parts__part__kind__in=DRUGS) | Q(wholes__whole__kind__in=DRUGS)
    failed = Result.objects.in_force().filter(order__sample=sample, verdict=Verdict.FAIL).values("analyte")
    return Analyte.objects.filter(failing, pk__in=failed).exists()
