from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from supervision.ground import editions, leads
from supervision.ground.entry import refuse_future, regions_of
from supervision.ground.errors import RuleViolation, refuse_all
from supervision.ground.facts import Severity
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.ground.subjects import Subject

from ..models.checklist import Checklist, fitting
from ..models.patrol import Patrol
from ..rules import patrol as rules
from ..vocabulary import happenings
from ..vocabulary.patrol import BINDING, Conclusion
from . import rectification as rectifications


class PatrolLife(Life[Patrol]):
    """A visit; submitted with 限期整改 it orders the rectification, with 移交 it hands a lead to the county."""

    model = Patrol
    made, drafted, many = "提交巡查记录", "保存巡查草稿", "批量登记巡查"

    def why_not(self, verb: str, record: Patrol, post: Post) -> str:
        """An order that was given, or a matter that was handed on, is not taken back."""
        refused = super().why_not(verb, record, post)
        if verb == "takeback" and not refused and record.conclusion in BINDING:
            return "已责令整改或移交，不能撤回；有错的，请审核人退回。"
        return refused

    def fill(self, rows: Sequence[Patrol], by: Post) -> None:
        """What is not typed: place, checklist version, distance from the registered point."""
        places = regions_of(row.subject for row in rows)
        known = editions.read(Checklist, {row.subject.industry for row in rows})
        for patrol in rows:
            subject = patrol.subject
            patrol.region = places[subject.region_id]
            patrol.asked = _asked(patrol, known)  # for `check`
            patrol.checklist = patrol.asked.code
            if patrol.conclusion != Conclusion.RECTIFY:
                patrol.deadline = None
            patrol.distance = _distance(patrol, subject)

    def check(self, patrol: Patrol, by: Post, *, complete: bool) -> None:
        _check(patrol, by, complete=complete)

    def tells(self, patrol: Patrol) -> Iterator[dict[str, Any]]:
        """Nothing when nobody was met; a transfer is told at once, the rest on acceptance."""
        for kind, severity, said in _told(patrol) if patrol.conducted else ():
            fact = {"kind": kind, "on": patrol.held_on, "source": patrol, "subject": patrol.subject}
            yield fact | {"severity": severity, "summary": said}

    def follows(self, rows: Sequence[Patrol], by: Post, why: str) -> None:
        """The order to rectify, and the lead: of many at once as they were entered, or of one after its move."""
        entered = [patrol for patrol in rows if patrol.version == 1 and hasattr(patrol, "course")]
        if entered:
            _begin_many(entered, by)
            return
        for patrol in rows:
            if patrol.state == State.SUBMITTED:
                _take_effect(patrol, by)
        for state in {State(patrol.state) for patrol in rows} - {State.SUBMITTED}:
            _go_on([patrol for patrol in rows if patrol.state == state], state, by, why)

    def create_many(
        self, rows: Iterable[Patrol | Mapping[str, Any]], *, by: Post, state: State = State.SUBMITTED, verb: str = ""
    ) -> list[Patrol]:
        """Many visits at once, under the same rules. A row has the arguments of `record_patrol`, and may have
        `made_by`, `made_at` and, for a rectification already under way, `rectification`: its later fields.
        """
        patrols = []
        for row in rows:
            plain = {} if isinstance(row, Patrol) else dict(row)
            course = plain.pop("rectification", None) or {}
            patrol = row if isinstance(row, Patrol) else Patrol(**plain)
            patrol.course = course  # what has become of the order so far, for `follows`
            patrols.append(patrol)
        return super().create_many(patrols, by=by, state=state, verb=verb)


LIFE = PatrolLife()
record_patrols = LIFE.create_many
accept_patrol, return_patrol, void_patrol = LIFE.accept, LIFE.return_, LIFE.void
submit_patrol, correct_patrol = LIFE.submit, LIFE.edit


def record_patrol(
    *,
    by: Post,
    submit: bool = False,
    client_key: uuid.UUID | None = None,
    visit: uuid.UUID | None = None,
    **fields: Any,
) -> Patrol:
    """Record a visit; `visit` comes with a sample that was taken on the way."""
    shared = {"visit": visit} if visit else {}
    return LIFE.create(by=by, submit=submit, client_key=client_key, **fields, **shared)


def _told(patrol: Patrol) -> Iterator[tuple[str, Severity, str]]:
    problems = patrol.problems.strip()
    if patrol.conclusion == Conclusion.TRANSFER:
        yield happenings.PATROL_TRANSFER, Severity.SERIOUS, problems
    if not patrol.is_reviewed:
        return
    yield happenings.PATROL_DONE, Severity.NORMAL, patrol.get_conclusion_display()
    if patrol.conclusion != Conclusion.PASS:
        yield happenings.PATROL_PROBLEM, Severity.NORMAL, problems
    if rules.records_at_fault(patrol.subject.kind, patrol.records_kept):
        yield happenings.PRODUCTION_IRREGULAR, Severity.NORMAL, patrol.get_records_kept_display()


def _go_on(patrols: Sequence[Patrol], state: State, by: Post, why: str) -> None:
    rectifications.go_along(patrols, state, by=by, why=why)
    if state != State.ACCEPTED:
        leads.withdraw_many(patrols, by=by, why=why)


def _take_effect(patrol: Patrol, by: Post) -> None:
    if patrol.conclusion == Conclusion.RECTIFY:
        rectifications.order(patrol, by=by)
    else:
        rectifications.go_along([patrol], State.VOID, by=by, why="巡查结论已改，不再责令整改")
    if patrol.conclusion == Conclusion.TRANSFER:
        leads.hand_over(patrol)


def _begin_many(patrols: Sequence[Patrol], by: Post) -> None:
    ordered = [(patrol, patrol.course) for patrol in patrols if patrol.conclusion == Conclusion.RECTIFY]
    if ordered:
        rectifications.order_many(ordered, by=by, state=State(patrols[0].state))
    leads.hand_over_many([patrol for patrol in patrols if patrol.conclusion == Conclusion.TRANSFER])


def _asked(patrol: Patrol, known: editions.Timeline[Checklist]) -> Checklist:
    """A correction keeps the checklist the answers were given to; a new visit takes the one in force on its day."""
    kept, industry = known.coded(patrol.checklist), patrol.subject.industry
    found = kept if kept is not None and kept.key == industry else fitting(known, industry, patrol.held_on)
    if found is None:
        raise RuleViolation(f"还没有已发布的{patrol.subject.get_industry_display()}检查表，请市级管理员先发布。")
    return found


def _answered(patrol: Patrol) -> Checklist:
    """The checklist of a draft that is handed in as it was saved."""
    known = editions.read(Checklist)
    return known.coded(patrol.checklist) or _asked(patrol, known)


def _distance(patrol: Patrol, subject: Subject) -> int | None:
    """Only between points of the same datum: half a kilometre lies between WGS84 and GCJ-02."""
    points = (patrol.latitude, patrol.longitude, subject.latitude, subject.longitude)
    known = [float(value) for value in points if value is not None]
    if subject.datum != "WGS84" or len(known) < len(points):
        return None
    return rules.distance(*known)


def _check(patrol: Patrol, by: Post, *, complete: bool) -> None:
    refuse_future(patrol.held_on, "held_on", "巡查日期")
    asked = getattr(patrol, "asked", None) or _answered(patrol)
    codes = list(asked.labels())
    whole = complete and (patrol.conducted or not patrol.conclusion)
    found = list(rules.answer_faults(patrol.answers, codes, complete=whole))
    if complete:
        found += rules.conclusion_faults(
            patrol.conclusion,
            answers=patrol.answers,
            records_at_fault=rules.records_at_fault(patrol.subject.kind, patrol.records_kept),
            problems=patrol.problems,
            note=patrol.note,
            deadline=patrol.deadline,
            may_bind=by.has_perm("supervision.order_rectification"),
        )
    refuse_all(found)
