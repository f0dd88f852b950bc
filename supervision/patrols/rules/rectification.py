from __future__ import annotations

import datetime as dt
import hashlib

from supervision.ground.errors import RuleViolation

from ..vocabulary.rectification import STAGE_MOVES, Stage


def why_not_to(stage: str, to: Stage) -> str:
    """The sentence why an order at this stage cannot go there, or nothing."""
    return "" if to in STAGE_MOVES[Stage(stage)] else f"{Stage(stage).label}的整改不能变为“{to.label}”。"


def is_drawn(number: str, share: int) -> bool:
    """Whether the county looks at this closing: by a digest of its number, so that nobody chooses."""
    return int.from_bytes(hashlib.sha256(number.encode()).digest()[:4]) % 100 < share


def in_time(due_on: dt.date, closed_on: dt.date | None) -> bool:
    """Closed on the last day of the period is still in time."""
    return closed_on is not None and closed_on <= due_on


def check_days(*, ordered_on: dt.date, fixed_on: dt.date | None, closed_on: dt.date | None, today: dt.date) -> None:
    """Ordered, put right, rechecked: in this order and not tomorrow."""
    if fixed_on and not ordered_on <= fixed_on <= today:
        raise RuleViolation("整改完成日期应在责令整改之后，且不晚于今天。", field="fixed_on")
    if closed_on and not (fixed_on or ordered_on) <= closed_on <= today:
        raise RuleViolation("复查日期应在整改完成之后，且不晚于今天。", field="closed_on")
