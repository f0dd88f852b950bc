from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision.ground import facts, history, leads, records
from supervision.ground.entry import refuse_future, regions_of, require_own
from supervision.ground.errors import refuse_all
from supervision.ground.facts import Severity
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.ground.subjects import Subject

from ..models.patrol import Patrol
from ..rules import patrol as rules
from ..vocabulary import happenings
from ..vocabulary.checklist import BY_CODE, checklist_for
from ..vocabulary.patrol import Conclusion
from . import rectification as rectifications

COMPUTED = ("region", "checklist", "answers", "distance", "deadline")


def record_patrol(
    *,
    by: Post,
    submit: bool = False,
    client_key: uuid.UUID | None = None,
    visit: uuid.UUID | None = None,
    **fields: Any,
) -> Patrol:
    """Record a visit; submitted with 限期整改 it orders the rectification, with 移交 it hands a lead to the county."""
    patrol = Patrol(client_key=client_key, **fields)
    patrol.visit = visit or patrol.visit
    require_own(patrol.subject, by)
    _fill(patrol)
    _check(patrol, by, complete=submit)
    with history.acting(by, "提交巡查记录" if submit else "保存巡查草稿"):
        made = records.create(patrol, by=by, submit=submit)
        if made is patrol and submit:
            _take_effect(patrol, by)
    return made


def correct_patrol(patrol: Patrol, *, by: Post, version: int, **fields: Any) -> Patrol:
    for name, value in fields.items():
        setattr(patrol, name, value)
    require_own(patrol.subject, by)
    _fill(patrol)
    _check(patrol, by, complete=False)
    fields |= {name: getattr(patrol, name) for name in COMPUTED}
    return records.edit(patrol, by=by, version=version, **fields)


def submit_patrol(patrol: Patrol, *, by: Post) -> Patrol:
    _check(patrol, by, complete=True)
    with history.acting(by, "提交"):
        records.submit(patrol, by=by)
        _take_effect(patrol, by)
    return patrol


def accept_patrol(patrol: Patrol, *, by: Post) -> Patrol:
    """The county takes the visit over; what it told becomes fact."""
    with history.acting(by, "审核通过"):
        records.accept(patrol, by=by)
        rectifications.accept_of(patrol, by=by)
        facts.record_many(facts_of(patrol, urgent=False), by=by)
    return patrol


def return_patrol(patrol: Patrol, *, by: Post, why: str) -> Patrol:
    with history.acting(by, "退回", why):
        records.return_(patrol, by=by, why=why)
        rectifications.return_of(patrol, by=by, why=why)
        leads.withdraw(patrol, by=by, why=why)
        facts.retract(patrol, by=by, why=why)
    return patrol


def void_patrol(patrol: Patrol, *, by: Post, why: str) -> Patrol:
    with history.acting(by, "作废", why):
        records.void(patrol, by=by, why=why)
        rectifications.void_of(patrol, by=by, why=why)
        leads.withdraw(patrol, by=by, why=why)
        facts.retract(patrol, by=by, why=why)
    return patrol


def record_patrols(
    rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED, verb: str = "批量登记巡查"
) -> list[Patrol]:
    """Many visits at once, under the same rules. A row has the arguments of `record_patrol`, and may have
    `made_by`, `made_at` and, for a rectification already under way, `rectification`: its later fields.
    """
    rows = list(rows)
    places = regions_of(row["subject"] for row in rows)
    patrols, later = [], {}
    for row in rows:
        row = dict(row)
        course = row.pop("rectification", None)
        patrol = Patrol(**row)
        _fill(patrol, places)
        _check(patrol, by, complete=state != State.DRAFT)
        if course:
            later[id(patrol)] = course
        patrols.append(patrol)
    with history.acting(by, verb):
        records.create_many(patrols, by=by, state=state)
        if state in (State.SUBMITTED, State.ACCEPTED):
            ordered = [p for p in patrols if p.conclusion == Conclusion.RECTIFY]
            rectifications.order_many([(p, later.get(id(p), {})) for p in ordered], by=by, state=state)
            leads.hand_over_many([p for p in patrols if p.conclusion == Conclusion.TRANSFER])
            told = [row for p in patrols for row in _told(p, state)]
            facts.record_many(told, by=by)
    return patrols


def _told(patrol: Patrol, state: State) -> list[dict[str, Any]]:
    urgent = facts_of(patrol, urgent=True)
    return urgent + facts_of(patrol, urgent=False) if state == State.ACCEPTED else urgent


def facts_of(patrol: Patrol, *, urgent: bool) -> list[dict[str, Any]]:
    """What a visit tells: nothing when nobody was met; a transfer is told at once, the rest on acceptance."""
    if not patrol.conducted:
        return []
    problems = patrol.problems.strip()
    told = []
    if urgent:
        if patrol.conclusion == Conclusion.TRANSFER:
            told.append((happenings.PATROL_TRANSFER, Severity.SERIOUS, problems))
    else:
        told.append((happenings.PATROL_DONE, Severity.NORMAL, patrol.get_conclusion_display()))
        if patrol.conclusion != Conclusion.PASS:
            told.append((happenings.PATROL_PROBLEM, Severity.NORMAL, problems))
        if rules.records_at_fault(patrol.subject.kind, patrol.records_kept):
            told.append((happenings.PRODUCTION_IRREGULAR, Severity.NORMAL, patrol.get_records_kept_display()))
    return [
        {
            "kind": kind,
            "on": patrol.held_on,
            "source": patrol,
            "subject": patrol.subject,
            "severity": grave,
            "summary": said,
        }
        for kind, grave, said in told
    ]


def _take_effect(patrol: Patrol, by: Post) -> None:
    if patrol.conclusion == Conclusion.RECTIFY:
        rectifications.order(patrol, by=by)
    else:
        rectifications.void_of(patrol, by=by, why="巡查结论已改，不再责令整改")
    if patrol.conclusion == Conclusion.TRANSFER:
        leads.hand_over(patrol)
    facts.record_many(facts_of(patrol, urgent=True), by=by)


def _fill(patrol: Patrol, places: Mapping[str, Any] | None = None) -> None:
    """What is not typed: place, checklist version, distance from the registered point."""
    subject = patrol.subject
    patrol.region = places[subject.region_id] if places else subject.region
    # A correction keeps the checklist the answers were given to.
    kept = BY_CODE.get(patrol.checklist)
    if kept is None or kept.industry != subject.industry:
        patrol.checklist = checklist_for(subject.industry, patrol.held_on).code
    if patrol.conclusion != Conclusion.RECTIFY:
        patrol.deadline = None
    patrol.distance = _distance(patrol, subject)


def _distance(patrol: Patrol, subject: Subject) -> int | None:
    """Only between points of the same datum: half a kilometre lies between WGS84 and GCJ-02."""
    points = (patrol.latitude, patrol.longitude, subject.latitude, subject.longitude)
    if subject.datum != "WGS84" or any(value is None for value in points):
        return None
    return rules.distance(*(float(value) for value in points))


def _check(patrol: Patrol, by: Post, *, complete: bool) -> None:
    refuse_future(patrol.held_on, "held_on", "巡查日期")
    codes = [item.code for item in BY_CODE[patrol.checklist].items]
    asked = complete and (patrol.conducted or not patrol.conclusion)
    found = list(rules.answer_faults(patrol.answers, codes, complete=asked))
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
