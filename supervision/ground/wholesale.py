"""Many records taken over, or given back, by a second person in one step: judged one by one, written together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import transaction

from supervision.ground import clock, facts, files, history, records
from supervision.ground.history import ActKind, Way
from supervision.ground.people import Post
from supervision.ground.records import Record, State

if TYPE_CHECKING:
    from supervision.ground.life import Life

R = TypeVar("R", bound=Record)
WRITTEN_SINCE = "刚刚被他人办理，请重新查看后单独审核。"


@dataclass(frozen=True)
class Decided(Generic[R]):
    """Which were decided on, and which were left as they are, each with the sentence why."""

    done: list[R]
    left: list[tuple[R, str]]


def accept_many(life: Life[R], given: Sequence[R], *, by: Post, right: str = "") -> Decided[R]:
    """A second person takes over all that the rules let him; the others are named. The rows are read with what they
    are judged by; a row that somebody writes to meanwhile is left out.

    `right` is the verb of the permission where it is not that of accepting: 下级确认, of what the level above typed.
    """
    with transaction.atomic():
        may, left = _judged(life, "accept", given, by, right)
        own = [row for row in may if records.deciding.wrote(row, by)]  # of a city's one person
        others = [row for row in may if not records.deciding.wrote(row, by)] if own else may
        for rows, said, alone in ((others, life.accepted, False), (own, records.DONE_ALONE, True)):
            if rows:
                with history.acting(by, said, on=rows, kind=ActKind.ACCEPTED, way=Way.BULK):
                    told: dict[str, Any] = {"accepted_by": by, "accepted_at": clock.now(), "alone": alone}
                    records.move_many(rows, "accept", by=by, **told)
                    _after(life, rows, by, "")
    return Decided(may, left)


def return_many(life: Life[R], rows: Sequence[R], *, by: Post, why: str, right: str = "") -> Decided[R]:
    """All that may be returned goes back to who entered it, with one reason."""
    why = records.reason(why, "请写明退回原因，以便填报人修改。")
    with transaction.atomic():
        may, left = _judged(life, "return", rows, by, right)
        with history.acting(by, life.returned, why, on=may, kind=ActKind.RETURNED, way=Way.BULK):
            files.hold_many([row for row in may if row.state == State.ACCEPTED])
            more: dict[str, Any] = {"returned_why": why, "accepted_by": None, "accepted_at": None, "alone": False}
            records.move_many(may, "return", by=by, why=why, **more)
            _after(life, may, by, why)
    return Decided(may, left)


def _judged(life: Life[R], verb: str, rows: Sequence[R], by: Post, right: str) -> tuple[list[R], list[tuple[R, str]]]:
    """What the page, the button and the service of one record ask, asked of each without a question of the database."""
    may: list[R] = []
    left: list[tuple[R, str]] = []
    fresh = {row.pk for row in records.unchanged(rows)}
    for row in rows:
        if row.pk not in fresh:
            refused = WRITTEN_SINCE
        elif right:
            refused = records.why_not(verb, row, by, right=right)
            refused = refused or (life.decider(row, by) if verb == "accept" else "")
        else:
            refused = life.why_not(verb, row, by)
        if refused:
            left.append((row, refused))
        else:
            may.append(row)
    return may, left


def _after(life: Life[R], rows: Sequence[R], by: Post, why: str) -> None:
    """What follows a move, and the ledger brought in line: for all with the questions of one."""
    if not rows:
        return
    life.follows(rows, by, why)
    told = [(row, list(life.tells(row)) if row.state in life.telling else []) for row in rows]
    telling = [pair for pair in told if pair[0].state in life.telling]
    facts.keep_many(telling, by=by, why=why, but=life.swept)
    facts.keep_many([pair for pair in told if pair[0].state not in life.telling], by=by, why=why)
