"""更正: the laboratory's own new version of a verified report. The report before it stays, readable and frozen.

Entered by one of the laboratory, checked by another person of it, judged by the lists of the sampling day. What would
lift a failure waits for the original record and for the consent of who ordered the test (`rules.corrections`); until
then the verdict stands as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from supervision.ground import clock, files, history, records
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit, refuse
from supervision.ground.life import Life
from supervision.ground.people import Role, not_allowed, require
from supervision.ground.records import State, reason
from supervision.ground.texts import read
from supervision.models import Post

from ..models import Correction, Result, Retest, TestOrder
from ..rules.corrections import consenting, lifts, standing
from ..vocabulary import CorrectionState
from .concluding import both_lines, both_reports, conclude_again
from .correcting import edition_in_force, lines_of, said
from .entering import Lines, typed
from .following import follow, spoken
from .judging import book, judge_results, report_of, suspected
from .orders import demand as demand_order
from .orders import refuse_rapid
from .telling_corrections import tell_consent_asked, tell_done, tell_refused

JUDGED = ["verdict", "banned", "total", "limit", "why", "verified"]
ORIGINAL = "更正后将解除原来的不合格，请上传原始记录（谱图、称量和计算记录等）。"
# What is done with a correction, the state it needs, its right, and how it is spoken of.
STEPS = {
    "check": (CorrectionState.ENTERED, "monitoring.verify_testorder", "复核"),
    "reject": (CorrectionState.ENTERED, "monitoring.return_testorder", "退回"),
    "consent": (CorrectionState.CONSENT, "monitoring.consent_correction", "同意"),
    "refuse": (CorrectionState.CONSENT, "monitoring.consent_correction", "不同意"),
}
BY_THE_LABORATORY = ("check", "reject")
NOT_THE_SAME = "更正须由录入人以外的人复核。"
NOT_THE_LABORATORY = "委托单位的意见不能由录入或复核更正的人出具。"


class CorrectionLife(Life[Correction]):
    """It tells nothing itself: what changes is told on the sampling form."""

    model = Correction
    telling = ()


LIFE = CorrectionLife()


def why_not(step: str, correction: Correction, post: Post) -> str:
    """The sentence why this post may not take this step now, or nothing."""
    state, right, done = STEPS[step]
    refused = not_allowed(post, right) or _why_not_theirs(step, correction, post)
    if not refused and correction.state != state:
        return f"{correction.get_state_display()}的更正不能{done}。"
    if not refused and correction.order.form.state == State.VOID and step in ("check", "consent"):
        return "该样品已作废，更正不再生效，请退回。"
    return refused or _why_not_this_person(step, correction, post)


def _why_not_theirs(step: str, correction: Correction, post: Post) -> str:
    if post.role == Role.SYSTEM:
        return ""
    if step in BY_THE_LABORATORY:
        same = correction.order.laboratory_id == post.organisation_id
        return "" if same else "这份检测单不是委托给贵机构的。"
    return "" if post.region.level == correction.asked_of else "这份更正不由本级同意。"


def _why_not_this_person(step: str, correction: Correction, post: Post) -> str:
    """Two posts are still one person."""
    if step == "check" and correction.entered_by.user_id == post.user_id:
        return NOT_THE_SAME
    if step == "consent":
        theirs = (correction.entered_by, correction.checked_by)
        if any(one is not None and one.user_id == post.user_id for one in theirs):
            return NOT_THE_LABORATORY
    return ""


def demand(step: str, correction: Correction, by: Post) -> None:
    require(by, STEPS[step][1])
    if refused := _why_not_theirs(step, correction, by):
        raise Forbidden(refused)
    refuse(why_not(step, correction, by))


def correct_results(
    order: TestOrder,
    *,
    by: Post,
    version: int,
    lines: Lines,
    why: str,
    report: str = "",
    originals: list[UploadedFile[Any]] | None = None,
    held: int | None = None,
) -> Correction:
    """Enter what the report should say. It changes nothing yet: another person of the laboratory has to check it.

    `held` is the edition that the page started from, where it came from a page.
    """
    demand_order("correct", order, by)
    why = reason(why, "请写明更正原因。")
    if order.form.state == State.VOID:
        raise RuleViolation("该样品已作废，检测结果不再更正。")
    records.seen(order, version)
    if held is not None and held != edition_in_force(order):
        raise StaleEdit
    new = lines_of(order)
    before = {line.analyte_id: said(line) for line in new}
    typed(new, lines, order, by=by, finish=True)
    if {line.analyte_id: said(line) for line in new} == before:
        raise RuleViolation("更正内容与现行结果相同，没有需要更正的项目。")
    _refuse_report(order, new, originals)
    edition = 2 + order.corrections.count()
    given = {"why": why, "report": read(report, "report")[:40], "entered_by": by, "entered_at": clock.now()}
    correction = Correction(order=order, edition=edition, **given)
    with history.acting(by, "录入更正", why, on=[order]):
        _insert(correction)
        for line in new:
            line.correction = correction
        Result.objects.bulk_create(new)
        files.attach(originals, to=correction, by=by, purpose="document")
    return correction


def _refuse_report(order: TestOrder, new: list[Result], originals: list[UploadedFile[Any]] | None) -> None:
    """What is asked of the corrected report as a whole."""
    if order.retest is not None:
        refuse_rapid(new)
    if _lifted(order, new) and not originals:
        raise RuleViolation(ORIGINAL, field="originals")


def check_correction(correction: Correction, *, by: Post, version: int) -> Correction:
    """The second person of the laboratory. What lifts nothing is in force at once."""
    demand("check", correction, by)
    records.seen(correction, version)
    lines = list(correction.lines.select_related("analyte"))
    checked: dict[str, Any] = {"checked_by": by, "checked_at": clock.now()}
    with history.acting(by, "复核更正", correction.why, on=[correction.order]):
        if not _lifted(correction.order, lines):
            return _in_force(correction, by, "复核更正", **checked)
        if not files.of(correction).exists():
            raise RuleViolation("这份更正将解除原来的不合格，须有原始记录，请退回后重新录入并上传。")
        asked = consenting(correction.order.form.kind)
        LIFE.move(correction, CorrectionState.CONSENT, by=by, verb="复核更正", asked_of=asked, **checked)
        tell_consent_asked(correction, by=by)
    return correction


def consent_correction(correction: Correction, *, by: Post, version: int) -> Correction:
    """Who ordered the test agrees that the failure was none."""
    demand("consent", correction, by)
    records.seen(correction, version)
    with history.acting(by, "同意更正", correction.why, on=[correction.order]):
        return _in_force(correction, by, "同意更正", consented_by=by, consented_at=clock.now())


def reject_correction(correction: Correction, *, by: Post, version: int, why: str) -> Correction:
    """The second person does not find it right. The report stands; another correction may be entered."""
    return _refuse("reject", correction, by, version, why, "退回更正")


def refuse_correction(correction: Correction, *, by: Post, version: int, why: str) -> Correction:
    """Who ordered the test does not agree: the failure stands."""
    return _refuse("refuse", correction, by, version, why, "不同意更正")


def _refuse(step: str, correction: Correction, by: Post, version: int, why: str, verb: str) -> Correction:
    demand(step, correction, by)
    why = reason(why, "请写明原因，以便实验室核对。")
    records.seen(correction, version)
    refused: dict[str, Any] = {"refused_by": by, "refused_at": clock.now(), "refused_why": why}
    with history.acting(by, verb, why, on=[correction.order]):
        LIFE.move(correction, CorrectionState.REFUSED, by=by, verb=verb, why=why, **refused)
        tell_refused(correction, by=by)
    return correction


def _insert(correction: Correction) -> None:
    try:
        with transaction.atomic():
            correction.save(force_insert=True)
    except IntegrityError as clash:
        raise RuleViolation("这份检测单已有一份更正在办理，请先办完。") from clash


def _lifted(order: TestOrder, lines: list[Result]) -> bool:
    """Judge the lines by the sampling day's lists and compare with what stands."""
    sample, lists = order.form, book()
    items = judge_results(lines, product=order.product, on=sample.sampled_on, lists=lists)
    doubtful = [code for code, item in items.items() if item.suspected]
    before = list(order.results.in_force())
    if (retest := order.retest) is None:
        verdict, then, now = report_of(lines, items, lists).verdict, _by_item(lines), _by_item(before)
    else:  # the conclusion is made of both reports
        verdict = both_reports(retest, lines, items, lists).verdict
        then, now = both_lines(retest, lines), both_lines(retest, before)
    return lifts(standing(sample.verdict, now, suspected(order, before)), standing(verdict, then, doubtful))


def _by_item(lines: Iterable[Result]) -> dict[str, Result]:
    return {line.analyte_id: line for line in lines}


def _in_force(correction: Correction, by: Post, verb: str, **changes: Any) -> Correction:
    """The new lines are judged and frozen, the form's verdict follows, and who acted upon the old one is told."""
    order = correction.order
    sample, lines, lists = order.form, list(correction.lines.select_related("analyte")), book()
    items = judge_results(lines, product=order.product, on=sample.sampled_on, lists=lists)
    changes["before"] = spoken(sample)
    report = report_of(lines, items, lists)
    if order.retest is not None:
        conclude_again(order.retest, lines, items, lists, by, correction.why)
    elif not Retest.objects.filter(sample=sample, concluded_on__isnull=False).exclude(state=State.VOID).exists():
        follow(sample, report, by, correction.why)
    LIFE.move(correction, CorrectionState.DONE, by=by, verb=verb, after=spoken(sample), **changes)
    for line in lines:
        line.verified = True
    Result.objects.bulk_update(lines, JUDGED)
    tell_done(correction, by=by)
    return correction
