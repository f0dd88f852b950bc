"""Which cases count, where a case stands, and what its dates and decision have to look like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import pairwise

from supervision.ground.errors import RuleViolation

from ..vocabulary.case import PUNISHED, Category, CountedBy, Penalty, Procedure, Progress

# Input and slaughter cases do not count towards the two a year (work paper §7).
ELIGIBLE = (Category.QUALITY,)
# "" is a case that is not decided yet: it was taken up, and counts by its filing date.
COUNTED_PROCEDURES = (*PUNISHED, "")


def progress(filed_on: dt.date | None, decided_on: dt.date | None, closed_on: dt.date | None) -> Progress:
    if closed_on:
        return Progress.CLOSED
    if decided_on:
        return Progress.DECIDED
    return Progress.FILED if filed_on else Progress.LEAD


def left_out_because(
    category: str,
    procedure: str,
    day: dt.date | None,
    *,
    counted_by: str = CountedBy.FILED,
    categories: Collection[str] = ELIGIBLE,
    procedures: Collection[str] = COUNTED_PROCEDURES,
) -> str:
    """Why a case does not count; empty when it does."""
    if category == Category.PENDING:
        return "类别待定，定类后再计"
    if category not in categories:
        return f"类别为“{Category(category).label}”，不计入"
    if procedure not in procedures:
        return f"{Procedure(procedure).label}，不计入"
    return "" if day else f"没有{CountedBy(counted_by).label}"


def check_days(
    *,
    opened_on: dt.date,
    filed_on: dt.date | None,
    decided_on: dt.date | None,
    closed_on: dt.date | None,
    transferred_on: dt.date | None,
    today: dt.date,
) -> None:
    """Lead, filing, decision, closing: in this order, none left out, none in the future."""
    steps = [
        ("opened_on", "线索受理日期", opened_on),
        ("filed_on", "立案日期", filed_on),
        ("decided_on", "决定日期", decided_on),
        ("closed_on", "结案日期", closed_on),
    ]
    for (_, earlier_name, earlier), (field, name, day) in pairwise(steps):
        if day and not earlier:
            raise RuleViolation(f"填写{name}前请先填写{earlier_name}。", field=field)
        if day and earlier and day < earlier:
            raise RuleViolation(f"{name}不能早于{earlier_name}。", field=field)
    for field, name, day in steps:
        if day and day > today:
            raise RuleViolation(f"{name}不能晚于今天。", field=field)
    if transferred_on and not opened_on <= transferred_on <= today:
        raise RuleViolation("移送日期应在受理之后，且不晚于今天。", field="transferred_on")


def check_decision(*, decided_on: dt.date | None, procedure: str, penalties: Collection[str]) -> None:
    """A decision names its procedure; who is punished gets a penalty, who is not gets none."""
    if decided_on is None:
        return
    if not procedure:
        raise RuleViolation("已作出决定的案件请选择办理程序。", field="procedure")
    if any(penalty not in Penalty.values for penalty in penalties):
        raise RuleViolation("处罚种类不在可选范围内。", field="penalties")
    if procedure in PUNISHED and not penalties:
        raise RuleViolation("请选择处罚种类。", field="penalties")
    if procedure not in PUNISHED and penalties:
        raise RuleViolation("不予处罚的案件不能填写处罚种类。", field="penalties")


def is_serious(*, banned_substance: bool, transferred_on: dt.date | None) -> bool:
    """Banned substances, and what goes to the police."""
    return banned_substance or transferred_on is not None
