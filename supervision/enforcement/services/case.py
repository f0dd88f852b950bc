from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from supervision.ground import clock, notices, records, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Severity
from supervision.ground.life import Life
from supervision.ground.people import Post, Role, system_post
from supervision.ground.records import State, deciding
from supervision.ground.subjects import Kind, Subject

from ..models.case import Case
from ..rules import case as rules
from ..vocabulary import happenings
from ..vocabulary.case import PUNISHED, Category, PartyKind, Progress, Source

if TYPE_CHECKING:
    from supervision.patrols.models.patrol import Patrol

# The steps, and where the case has to stand for each; a transfer is possible at any time.
COURSE = {
    "classify": None, "file": Progress.LEAD, "decide": Progress.FILED, "close": Progress.DECIDED, "transfer": None,
}  # fmt: skip
SAID = {"file": "立案", "decide": "作出决定", "transfer": "移送公安"}
DAYS = ("opened_on", "filed_on", "decided_on", "closed_on", "transferred_on")
TERM = "case.decide"


class CaseLife(Life[Case]):
    """A case of the county, from the lead on."""

    model = Case
    made, drafted, many = "登记案件", "保存案件草稿", "批量登记案件"

    def why_not(self, verb: str, case: Case, post: Post) -> str:
        """One step after the other, also after the case was taken over, because it goes on for months."""
        refused = super().why_not(verb, case, post)
        if refused or verb not in COURSE:
            return refused
        if case.state == State.VOID:
            return "已作废的案件不能办理。"
        if verb == "classify":
            if case.category != Category.PENDING:
                return "案件类别已定；确有错误的请更正案件。"
            # Once taken over, the category alone makes it count.
            return deciding.why_not_decide(case, post, "定类") if case.state == State.ACCEPTED else ""
        if verb == "transfer" and case.transferred_on:
            return "案件已移送公安机关。"
        if verb != "transfer" and case.progress != COURSE[verb]:
            return f"案件现为“{case.progress.label}”，不能办理这一步。"
        # 结案审批: whoever entered the case or took its steps does not close it.
        return deciding.why_not_decide(case, post, "结案") if verb == "close" else _why_not_alone(verb, case, post)

    def fill(self, rows: Sequence[Case], by: Post) -> None:
        """The place and the party of a registered subject are not typed; nor is the day by which to decide."""
        dues = _due_days(rows)
        for case in rows:
            if case.subject is not None:
                case.region, case.party = case.subject.region, case.party or case.subject.name
            if not case.region_id:
                raise RuleViolation("请选择监管对象或案发地区。", field="region")
            if not case.party:
                raise RuleViolation("请填写当事人。", field="party")
            case.due_on = dues[case.filed_on] if case.filed_on else None
            _say_who_classified(case, by)

    def check(self, case: Case, by: Post, *, complete: bool) -> None:
        rules.check_days(**{name: getattr(case, name) for name in DAYS}, today=clock.today())
        rules.check_decision(decided_on=case.decided_on, procedure=case.procedure, penalties=case.penalties)

    def tells(self, case: Case) -> list[dict[str, Any]]:
        return _facts_of(case) if case.is_reviewed else []


def _why_not_alone(verb: str, case: Case, post: Post) -> str:
    """What is done with a case that was taken over moves the county's number and what was told of its party: not by who
    has written it alone. Before it is taken over the step is part of what the second person judges.
    """
    if case.state != State.ACCEPTED or not deciding.wrote(case, post):
        return ""
    another = "须由填报、修改和办理过它的人以外的另一人办理；或由审核人退回，办理后重新提交审核。"
    return f"案件已审核，“{SAID[verb]}”{another}"


LIFE = CaseLife()
open_case, register_cases = LIFE.create, LIFE.create_many
accept_case, return_case, void_case = LIFE.accept, LIFE.return_, LIFE.void


def classify_case(case: Case, *, by: Post, category: str) -> Case:
    """定类: what a lead of a patrol is about. Until then it counts nowhere."""
    LIFE.demand("classify", case, by)
    if category == Category.PENDING:
        raise RuleViolation("请选择案件类别。", field="category")
    return LIFE.change(case, by=by, verb="定类", category=category)


def file_case(case: Case, *, by: Post, filed_on: dt.date) -> Case:
    """立案."""
    LIFE.demand("file", case, by)
    return LIFE.change(case, by=by, verb="立案", filed_on=filed_on)


def decide_case(case: Case, *, by: Post, decided_on: dt.date, procedure: str, **decision: Any) -> Case:
    """作出决定: to punish, or not to; with the document, the penalties and the amounts for the statistics."""
    LIFE.demand("decide", case, by)
    return LIFE.change(case, by=by, verb="作出决定", decided_on=decided_on, procedure=procedure, **decision)


def close_case(case: Case, *, by: Post, closed_on: dt.date) -> Case:
    """结案."""
    LIFE.demand("close", case, by)
    return LIFE.change(case, by=by, verb="结案", closed_on=closed_on)


def transfer_case(case: Case, *, by: Post, transferred_on: dt.date) -> Case:
    """移送公安: what is suspected to be a crime."""
    LIFE.demand("transfer", case, by)
    return LIFE.change(case, by=by, verb="移送公安", transferred_on=transferred_on)


def open_lead(patrol: Patrol) -> Case | None:
    """A patrol's 移交 becomes a draft case on the county's desk; the county decides what it is."""
    if Case.objects.live().filter(patrol=patrol).exists():
        return None
    case = records.create(_lead(patrol), by=system_post(), verb="巡查移交线索")
    officers = Post.objects.in_force().filter(
        organisation__region=patrol.county_id, role__in=(Role.COUNTY_OFFICER, Role.COUNTY_ADMIN)
    )
    notices.say(
        to=officers, title=f"{patrol.subject}：巡查移交涉嫌违法线索", body=patrol.problems[:500], by=system_post()
    )
    return case


def open_leads(patrols: Sequence[Patrol]) -> list[Case]:
    return list(records.create_many([_lead(p) for p in patrols], by=system_post(), state=State.DRAFT))


def withdraw_leads(patrols: Sequence[Patrol], *, by: Post, why: str) -> None:
    """The leads go with their patrols, those that the county has not already taken up; of many there are few."""
    for case in Case.objects.filter(patrol__in=[one.pk for one in patrols], state=State.DRAFT, filed_on=None):
        void: dict[str, Any] = {"voided_by": by, "voided_at": clock.now(), "voided_why": why}
        LIFE.move(case, State.VOID, by=by, verb="线索随巡查记录撤回", why=why, **void)


def _lead(patrol: Patrol) -> Case:
    subject = patrol.subject
    return Case(
        category=Category.PENDING,
        source=Source.PATROL,
        cause=patrol.problems.strip().splitlines()[0][:100],
        subject=subject,
        party=subject.name,
        party_kind=_party_kind(subject),
        patrol=patrol,
        opened_on=patrol.held_on,
        note=patrol.problems,
        region=patrol.region,
    )


def _party_kind(subject: Subject) -> str:
    return PartyKind.FARMER if subject.kind == Kind.SMALLHOLDER else PartyKind.ORGANISATION


def _say_who_classified(case: Case, by: Post) -> None:
    if case.category == Category.PENDING:
        case.category_by, case.category_on = None, None
    elif case.category_on is None:
        case.category_by, case.category_on = by, clock.today()


def _due_days(cases: Sequence[Case]) -> dict[Any, Any]:
    starts = sorted({case.filed_on for case in cases if case.filed_on})
    return {start: due.on for start, due in zip(starts, terms.due_many(starts, TERM), strict=True)} if starts else {}


def _facts_of(case: Case) -> list[dict[str, Any]]:
    grave = rules.is_serious(banned_substance=case.banned_substance, transferred_on=case.transferred_on)
    severity = Severity.SERIOUS if grave else Severity.NORMAL
    told = []
    if case.filed_on:
        told.append((happenings.CASE_FILED, case.filed_on, f"立案：{case.cause}"))
    if case.decided_on:
        # Who was not punished must not be taken for punished: the two are different facts.
        decided = happenings.CASE_DECIDED if case.procedure in PUNISHED else happenings.CASE_WAIVED
        told.append((decided, case.decided_on, f"{case.get_procedure_display()}：{case.cause}"))
    if case.transferred_on:
        told.append((happenings.CASE_TRANSFERRED, case.transferred_on, f"移送公安机关：{case.cause}"))
    cause = case.patrol if case.patrol_id else None
    row = {"source": case, "subject": case.subject, "severity": severity, "cause": cause}
    return [row | {"kind": kind, "on": on, "summary": said} for kind, on, said in told]
