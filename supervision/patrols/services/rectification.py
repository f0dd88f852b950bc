from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from supervision.ground import clock, facts, history, records, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.records import COUNTED, State

from ..models.patrol import Patrol
from ..models.rectification import Rectification
from ..rules import rectification as rules
from ..vocabulary import happenings
from ..vocabulary.rectification import Stage, term_code

WHOSE = ("subject", "region", "township_id", "county_id", "managing_zone_id")


def order(patrol: Patrol, *, by: Post) -> Rectification:
    """Order what the patrol found to be put right; submitted again after a return, the same order is renewed for
    whom the patrol now names, and what it had told before the return is told again: a return must not wipe out that
    it was late.
    """
    require(by, "supervision.order_rectification")
    due = terms.due(patrol.held_on, term_code(_length(patrol))).on
    known = Rectification.objects.live().filter(patrol=patrol).first()
    if known is not None:
        told = {name: getattr(patrol, name) for name in WHOSE}
        told |= {"items": patrol.problems, "deadline": patrol.deadline, "ordered_on": patrol.held_on, "due_on": due}
        records.touch(known, by=by, verb="重新责令整改", state=State.SUBMITTED, returned_why="", **told)
        facts.record_many(_standing(known), by=by)
        return known
    return records.create(_ordered(patrol, due), by=by, submit=True, verb="责令整改")


def order_many(
    orders: Sequence[tuple[Patrol, Mapping[str, Any]]], *, by: Post, state: State = State.ACCEPTED
) -> list[Rectification]:
    """Orders of many patrols at once, each with what has become of it: fixed_on, fixed_by, report, closed_on …"""
    made = [_ordered(patrol, due) for (patrol, _), due in zip(orders, _due_days(orders), strict=True)]
    for rectification, (patrol, course) in zip(made, orders, strict=True):
        rectification.made_by_id, rectification.made_at = patrol.made_by_id, patrol.made_at
        _follow(rectification, course)
    with history.acting(by, "批量责令整改"):
        records.create_many(made, by=by, state=state)
        facts.record_many([fact for row in made for fact in _standing(row)], by=by)
    return made


def _due_days(orders: Sequence[tuple[Patrol, Any]]) -> list[dt.date]:
    days: dict[tuple[int, dt.date], dt.date] = {}
    for length in {_length(patrol) for patrol, _ in orders}:
        starts = sorted({patrol.held_on for patrol, _ in orders if patrol.deadline == length})
        found = terms.due_many(starts, term_code(length))
        days |= {(length, start): due.on for start, due in zip(starts, found, strict=True)}
    return [days[_length(patrol), patrol.held_on] for patrol, _ in orders]


def _length(patrol: Patrol) -> int:
    if patrol.deadline is None:
        raise RuleViolation("请选择整改期限。", field="deadline")
    return patrol.deadline


def _ordered(patrol: Patrol, due: dt.date) -> Rectification:
    return Rectification(
        patrol=patrol,
        subject=patrol.subject,
        region=patrol.region,
        ordered_on=patrol.held_on,
        items=patrol.problems,
        deadline=_length(patrol),
        due_on=due,
    )


def _follow(rectification: Rectification, course: Mapping[str, Any]) -> None:
    for name, value in course.items():
        setattr(rectification, name, value)
    days = (rectification.fixed_on, rectification.closed_on)
    rules.check_days(ordered_on=rectification.ordered_on, fixed_on=days[0], closed_on=days[1], today=clock.today())
    if days[1]:
        _refuse_own_recheck(rectification, rectification.rechecked_by)
    rectification.stage = Stage.CLOSED if days[1] else Stage.REPORTED if days[0] else Stage.OPEN


def report_fixed(rectification: Rectification, *, by: Post, fixed_on: dt.date, report: str) -> Rectification:
    """The subject, or the township for it, reports that everything is put right; the recheck comes next."""
    require(by, "supervision.fix_rectification")
    _in_force(rectification)
    rules.check_move(rectification.stage, Stage.REPORTED)
    if not report.strip():
        raise RuleViolation("请写明整改情况。", field="report")
    rules.check_days(ordered_on=rectification.ordered_on, fixed_on=fixed_on, closed_on=None, today=clock.today())
    changes: dict[str, Any] = {"stage": Stage.REPORTED, "fixed_on": fixed_on, "fixed_by": by, "report": report.strip()}
    return records.touch(rectification, by=by, verb="报告整改完成", **changes)


def pass_recheck(rectification: Rectification, *, by: Post, closed_on: dt.date, recheck: str) -> Rectification:
    """销号, by somebody other than who reported it fixed."""
    _may_recheck(rectification, by)
    rules.check_move(rectification.stage, Stage.CLOSED)
    rules.check_days(
        ordered_on=rectification.ordered_on,
        fixed_on=rectification.fixed_on,
        closed_on=closed_on,
        today=clock.today(),
    )
    changes: dict[str, Any] = {"closed_on": closed_on, "rechecked_by": by, "recheck": recheck.strip()}
    with history.acting(by, "复查通过，整改销号"):
        records.touch(rectification, by=by, verb="复查通过，整改销号", stage=Stage.CLOSED, **changes)
        _tell_closed(rectification, by=by)
    return rectification


def _tell_closed(row: Rectification, *, by: Post) -> None:
    """Late or in time is decided by the day it was closed, not by the day that was entered: what the sweep told of
    an order closed in time is taken back, and what it never saw late is told now.
    """
    if rules.in_time(row.due_on, row.closed_on):
        facts.retract(row, by=by, why="整改在期限内完成", kinds=[happenings.RECTIFICATION_OVERDUE])
    told = facts.Fact.objects.live().of_source(row).values_list("kind", flat=True)
    facts.record_many([fact for fact in _standing(row) if fact["kind"] not in set(told)], by=by)


def fail_recheck(rectification: Rectification, *, by: Post, recheck: str) -> Rectification:
    """Back to the subject; the due date stays what it was."""
    _may_recheck(rectification, by)
    rules.check_move(rectification.stage, Stage.OPEN)
    if not recheck.strip():
        raise RuleViolation("请写明复查未通过的原因。", field="recheck")
    changes = {"fixed_on": None, "rechecked_by": by, "recheck": recheck.strip(), "failures": rectification.failures + 1}
    return records.touch(rectification, by=by, verb="复查未通过", why=recheck, stage=Stage.OPEN, **changes)


def accept_of(patrol: Patrol, *, by: Post) -> None:
    for row in Rectification.objects.waiting().filter(patrol=patrol):
        records.touch(row, by=by, verb="审核通过", state=State.ACCEPTED, accepted_by=by, accepted_at=clock.now())


def return_of(patrol: Patrol, *, by: Post, why: str) -> None:
    for row in Rectification.objects.counted().filter(patrol=patrol):
        records.touch(row, by=by, verb="随巡查记录退回", why=why, state=State.RETURNED, returned_why=why)
        facts.retract(row, by=by, why=why)


def void_of(patrol: Patrol, *, by: Post, why: str) -> None:
    for row in Rectification.objects.live().filter(patrol=patrol):
        changes = {"voided_by": by, "voided_at": clock.now(), "voided_why": why}
        records.touch(row, by=by, verb="随巡查记录作废", why=why, state=State.VOID, **changes)
        facts.retract(row, by=by, why=why)


def tell_overdue(*, by: Post) -> int:
    """Tell once of every order whose time is up; for the daily sweep."""
    late = Rectification.objects.overdue(clock.today()).select_related("subject")
    told = facts.Fact.objects.live().filter(
        kind=happenings.RECTIFICATION_OVERDUE, source_label=Rectification._meta.label_lower
    )
    rows = [_lateness(row) for row in late.exclude(pk__in=told.values("source_id"))]
    with history.acting(by, "整改逾期提示"):
        return len(facts.record_many(rows, by=by)) if rows else 0


def _standing(row: Rectification) -> list[dict[str, Any]]:
    """What a closed order has to have told; the daily sweep tells of the open ones."""
    if row.stage != Stage.CLOSED:
        return []
    late = [] if rules.in_time(row.due_on, row.closed_on) else [_lateness(row)]
    return [*late, _closing(row)]


def _lateness(row: Rectification) -> dict[str, Any]:
    said = f"整改应于{row.due_on:%Y-%m-%d}前完成"
    return _fact(row, happenings.RECTIFICATION_OVERDUE, row.due_on + dt.timedelta(days=1), said)


def _closing(row: Rectification) -> dict[str, Any]:
    said = "按期整改销号" if rules.in_time(row.due_on, row.closed_on) else "逾期整改销号"
    return _fact(row, happenings.RECTIFICATION_CLOSED, row.closed_on or clock.today(), said)


def _fact(row: Rectification, kind: str, on: dt.date, said: str) -> dict[str, Any]:
    return {"kind": kind, "on": on, "source": row, "subject": row.subject, "summary": said}


def _in_force(rectification: Rectification) -> None:
    if rectification.state not in COUNTED:
        raise RuleViolation(f"{rectification.get_state_display()}的整改不能办理。")


def _may_recheck(rectification: Rectification, by: Post) -> None:
    require(by, "supervision.recheck_rectification")
    _in_force(rectification)
    _refuse_own_recheck(rectification, by)


def _refuse_own_recheck(rectification: Rectification, by: Post | None) -> None:
    fixer = rectification.fixed_by
    if by is not None and fixer is not None and fixer.user_id == by.user_id:
        raise RuleViolation("复查人不能是报告整改完成的人。", field="recheck")
