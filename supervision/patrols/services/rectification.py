from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from supervision.ground import clock, facts, files, history, records, terms
from supervision.ground.errors import RuleViolation, StaleEdit, refuse
from supervision.ground.life import Life
from supervision.ground.people import Post, Role, not_allowed, require
from supervision.ground.records import COUNTED, State, deciding

from ..models.patrol import Patrol
from ..models.rectification import Rectification
from ..rules import rectification as rules
from ..vocabulary import happenings
from ..vocabulary.rectification import DRAWN_SHARE, Stage, term_code

WHOSE = ("subject", "region", "township_id", "county_id", "managing_zone_id")
# What the order's way along its patrol is called.
ALONG = {
    State.SUBMITTED: "重新责令整改",
    State.ACCEPTED: "审核通过",
    State.RETURNED: "随巡查记录退回",
    State.VOID: "随巡查记录作废",
}
WITH = {State.ACCEPTED: "accept", State.RETURNED: "return", State.VOID: "void"}
Told = tuple[Rectification, list[dict[str, Any]]]
IN_TIME = "整改在期限内完成"


class RectificationLife(Life[Rectification]):
    """An order to put right; it comes with its patrol and goes its way, asking for no right of its own."""

    model = Rectification
    made, many = "责令整改", "批量责令整改"
    swept = frozenset({happenings.RECTIFICATION_OVERDUE})

    def fill(self, rows: Sequence[Rectification], by: Post) -> None:
        """The last day of a new order, by the term in force when it was given; how far it is, by its days."""
        new = [row for row in rows if row.pk is None]
        for row, due in zip(new, _due_days([(row.deadline, row.ordered_on) for row in new]), strict=True):
            row.due_on = due
        for row in rows:
            row.stage = Stage.CLOSED if row.closed_on else Stage.REPORTED if row.fixed_on else Stage.OPEN

    def check(self, row: Rectification, by: Post, *, complete: bool) -> None:
        days = {"fixed_on": row.fixed_on, "closed_on": row.closed_on}
        rules.check_days(ordered_on=row.ordered_on, **days, today=clock.today())
        if row.closed_on:
            refuse("" if row.same_person else _why_not_own(row, row.rechecked_by), "recheck")

    def tells(self, row: Rectification) -> list[dict[str, Any]]:
        """What a closed order has to have told; the daily sweep tells of the open ones. Told before a return, it is
        told again when the order stands again: a return must not wipe out that it was late.
        """
        if row.stage != Stage.CLOSED:
            return []
        late = [] if rules.in_time(row.due_on, row.closed_on) else [_lateness(row)]
        return [*late, _closing(row)]

    def keep_many(self, rows: Sequence[Rectification], *, by: Post, why: str = "") -> None:
        """`keep` of many, with the questions of a few."""
        closed: list[Told] = []
        telling: list[Told] = []
        silent: list[Told] = []
        for row in rows:
            if row.state not in COUNTED:
                silent.append((row, []))
            elif row.stage == Stage.CLOSED:
                closed.append((row, self.tells(row)))
            else:
                telling.append((row, self.tells(row)))
        facts.keep_many(closed, by=by, why=IN_TIME)
        facts.keep_many(telling, by=by, why=why, but=self.swept)
        facts.keep_many(silent, by=by, why=why)

    def keep(self, row: Rectification, *, by: Post, why: str = "") -> None:
        """Late or in time is decided by the day it was closed, not by the day that was entered: what the sweep told
        of an order closed in time is taken back, and what it never saw late is told now.
        """
        if row.state in COUNTED and row.stage == Stage.CLOSED:
            facts.keep(row, self.tells(row), by=by, why=IN_TIME)
        else:
            super().keep(row, by=by, why=why)


LIFE = RectificationLife()


def order(patrol: Patrol, *, by: Post) -> Rectification:
    """Order what the patrol found to be put right; submitted again after a return, the same order is renewed for
    whom the patrol now names.
    """
    require(by, "supervision.order_rectification")
    known = Rectification.objects.live().filter(patrol=patrol).first()
    if known is None:
        return LIFE.enter(Rectification(**_ordered(patrol)), by=by)
    [due] = _due_days([(patrol.deadline or 0, patrol.held_on)])
    stamps = {name: getattr(patrol, name) for name in WHOSE}
    return _along(known, State.SUBMITTED, by=by, returned_why="", due_on=due, **_ordered(patrol) | stamps)


def order_many(
    orders: Sequence[tuple[Patrol, Mapping[str, Any]]], *, by: Post, state: State = State.ACCEPTED
) -> list[Rectification]:
    """Orders of many patrols at once, each with what has become of it: fixed_on, fixed_by, report, closed_on …"""
    rows = [
        Rectification(made_by_id=patrol.made_by_id, made_at=patrol.made_at, **_ordered(patrol), **course)
        for patrol, course in orders
    ]
    return LIFE.create_many(rows, by=by, state=state)


def go_along(patrols: Sequence[Patrol], to: State, *, by: Post, why: str = "") -> None:
    """The orders go where their patrols went: taken over, returned or void with them; of many together."""
    found = Rectification.objects.live().filter(patrol__in=[patrol.pk for patrol in patrols]).select_related("subject")
    rows = [row for row in found if to in row.MOVES[row.state]]
    if len(rows) == 1:
        _along(rows[0], to, by=by, why=why, **_marks(to, by, why))
    elif rows:
        if len(records.unchanged(rows)) < len(rows):
            raise StaleEdit
        records.move_many(rows, WITH[to], by=by, why=why, **_marks(to, by, why))
        LIFE.keep_many(rows, by=by, why=why)


def _along(row: Rectification, to: State, /, *, by: Post, why: str = "", **changes: Any) -> Rectification:
    return LIFE.move(row, to, by=by, verb=ALONG[to], why=why, **changes)


def _marks(to: State, by: Post, why: str) -> dict[str, Any]:
    if to == State.ACCEPTED:
        return {"accepted_by": by, "accepted_at": clock.now()}
    if to == State.RETURNED:
        return {"returned_why": why}
    return {"voided_by": by, "voided_at": clock.now(), "voided_why": why}


def _ordered(patrol: Patrol) -> dict[str, Any]:
    return {
        "patrol": patrol,
        "subject": patrol.subject,
        "region": patrol.region,
        "ordered_on": patrol.held_on,
        "items": patrol.problems,
        "deadline": patrol.deadline,
    }


def _due_days(given: Sequence[tuple[int, dt.date]]) -> list[dt.date]:
    """The last days of many orders by (days given, day of the order), one question a term."""
    days: dict[tuple[int, dt.date], dt.date] = {}
    for length in {length for length, _ in given}:
        starts = sorted({start for asked, start in given if asked == length})
        found = terms.due_many(starts, term_code(length))
        days |= {(length, start): due.on for start, due in zip(starts, found, strict=True)}
    return [days[asked] for asked in given]


def why_not_fix(row: Rectification, post: Post) -> str:
    return _why_not(row, post, "fix", Stage.REPORTED)


def why_not_pass(row: Rectification, post: Post) -> str:
    return _why_not(row, post, "recheck", Stage.CLOSED) or _why_not_own(row, post) or _why_not_above(row, post)


def why_not_fail(row: Rectification, post: Post) -> str:
    return _why_not(row, post, "recheck", Stage.OPEN) or _why_not_own(row, post)


def why_not_pass_own(row: Rectification, post: Post) -> str:
    """同一人复查: for the one supervisor of a township who has reported for the subject."""
    if refused := _why_not(row, post, "recheck", Stage.CLOSED) or _why_not_above(row, post):
        return refused
    if post.role != Role.TOWNSHIP_SUPERVISOR:
        return "同一人复查只用于乡镇监管员。"
    if not _why_not_own(row, post):
        return "您不是报告整改完成的人，请直接复查。"
    return "本乡镇还有其他监管员，请由另一人复查。" if post.has_second("supervision.recheck_rectification") else ""


def why_not_drawn(row: Rectification, post: Post) -> str:
    """The county looks at the closings that were drawn, each once."""
    if refused := not_allowed(post, "supervision.draw_rectification"):
        return refused
    if row.state not in COUNTED or row.stage != Stage.CLOSED or not row.drawn:
        return "这项整改没有被抽中复查。"
    if row.drawn_by_id is not None:
        return "抽查已经办理。"
    return _why_not_own(row, post)


def _why_not_above(row: Rectification, post: Post) -> str:
    """What a level above has ordered is not closed from below."""
    return deciding.why_not_above(post, "销号", row.made_by)


def _why_not(row: Rectification, post: Post, right: str, to: Stage) -> str:
    if refused := not_allowed(post, f"supervision.{right}_rectification"):
        return refused
    if row.state not in COUNTED:
        return f"{row.get_state_display()}的整改不能办理。"
    return rules.why_not_to(row.stage, to)


def _why_not_own(row: Rectification, post: Post | None) -> str:
    own = post is not None and deciding.is_one_of(post, row.fixed_by)
    return "复查人不能是报告整改完成的人。" if own else ""


def report_fixed(rectification: Rectification, *, by: Post, fixed_on: dt.date, report: str) -> Rectification:
    """The subject, or the township for it, reports that everything is put right; the recheck comes next."""
    require(by, "supervision.fix_rectification")
    refuse(why_not_fix(rectification, by))
    if not report.strip():
        raise RuleViolation("请写明整改情况。", field="report")
    changes: dict[str, Any] = {"fixed_on": fixed_on, "fixed_by": by, "report": report.strip()}
    return LIFE.change(rectification, by=by, verb="报告整改完成", **changes)


def pass_recheck(rectification: Rectification, *, by: Post, closed_on: dt.date, recheck: str) -> Rectification:
    """销号, by somebody other than who reported it fixed."""
    require(by, "supervision.recheck_rectification")
    refuse(why_not_pass(rectification, by))
    changes: dict[str, Any] = {"closed_on": closed_on, "rechecked_by": by, "recheck": recheck.strip()}
    return LIFE.change(rectification, by=by, verb="复查通过，整改销号", **changes)


def pass_own(
    rectification: Rectification, *, by: Post, closed_on: dt.date, recheck: str, before: Any = (), after: Any = ()
) -> Rectification:
    """销号 by the supervisor who reported it: with photos of before and after, marked, and drawn by number."""
    require(by, "supervision.recheck_rectification")
    refuse(why_not_pass_own(rectification, by))
    for field, photos, said in (("before", before, "前"), ("after", after, "后")):
        if not photos:
            raise RuleViolation(f"同一人复查须上传整改{said}的照片。", field=field)
    changes: dict[str, Any] = {"closed_on": closed_on, "rechecked_by": by, "recheck": recheck.strip()}
    changes |= {"same_person": True, "drawn": rules.is_drawn(rectification.number, DRAWN_SHARE.default)}
    with history.acting(by, "同一人复查通过，整改销号", on=[rectification]):
        for purpose, photos in ((files.Purpose.BEFORE, before), (files.Purpose.AFTER, after)):
            files.attach(photos, to=rectification, by=by, purpose=purpose)
        return LIFE.change(rectification, by=by, verb="同一人复查通过，整改销号", **changes)


def confirm_drawn(rectification: Rectification, *, by: Post) -> Rectification:
    """The county has looked: it is as the township says."""
    require(by, "supervision.draw_rectification")
    refuse(why_not_drawn(rectification, by))
    return LIFE.change(rectification, by=by, verb="抽查属实", drawn_by=by, drawn_on=clock.today())


def reopen_drawn(rectification: Rectification, *, by: Post, why: str) -> Rectification:
    """The county has looked, and it is not put right: back to the subject, the due date stays what it was."""
    require(by, "supervision.draw_rectification")
    refuse(why_not_drawn(rectification, by))
    why = records.reason(why, "请写明抽查不属实的情况。")
    changes: dict[str, Any] = {"drawn_by": by, "drawn_on": clock.today(), "closed_on": None, "fixed_on": None}
    changes |= {"same_person": False, "drawn": False, "failures": rectification.failures + 1, "recheck": why}
    return LIFE.change(rectification, by=by, verb="抽查不属实，重新整改", why=why, **changes)


def fail_recheck(rectification: Rectification, *, by: Post, recheck: str) -> Rectification:
    """Back to the subject; the due date stays what it was."""
    require(by, "supervision.recheck_rectification")
    refuse(why_not_fail(rectification, by))
    if not recheck.strip():
        raise RuleViolation("请写明复查未通过的原因。", field="recheck")
    changes: dict[str, Any] = {"fixed_on": None, "rechecked_by": by, "recheck": recheck.strip()}
    changes["failures"] = rectification.failures + 1
    return LIFE.change(rectification, by=by, verb="复查未通过", why=recheck, **changes)


def tell_overdue(*, by: Post) -> int:
    """Tell once of every order whose time is up; for the daily sweep."""
    late = Rectification.objects.overdue(clock.today()).select_related("subject")
    told = facts.Fact.objects.live().filter(
        kind=happenings.RECTIFICATION_OVERDUE, source_label=Rectification._meta.label_lower
    )
    rows = [_lateness(row) for row in late.exclude(pk__in=told.values("source_id"))]
    with history.acting(by, "整改逾期提示"):
        return len(facts.record_many(rows, by=by)) if rows else 0


def _lateness(row: Rectification) -> dict[str, Any]:
    said = f"整改应于{row.due_on:%Y-%m-%d}前完成"
    return _fact(row, happenings.RECTIFICATION_OVERDUE, row.due_on + dt.timedelta(days=1), said)


def _closing(row: Rectification) -> dict[str, Any]:
    said = "按期整改销号" if rules.in_time(row.due_on, row.closed_on) else "逾期整改销号"
    return _fact(row, happenings.RECTIFICATION_CLOSED, row.closed_on or clock.today(), said)


def _fact(row: Rectification, kind: str, on: dt.date, said: str) -> dict[str, Any]:
    return {"kind": kind, "on": on, "source": row, "subject": row.subject, "summary": said}
