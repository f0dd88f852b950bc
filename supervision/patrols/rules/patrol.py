"""When a patrol may be concluded how, how often a subject is due, and how far away the recorder stood."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

from supervision.ground.parameters import Parameter
from supervision.ground.subjects import Grade, duties

from ..vocabulary.patrol import CONDUCTED, RECORDS_BAD, Answer, Conclusion
from ..vocabulary.rectification import Deadline

# Visits a year by credit grade (unverified default; a subject without a grade: at least once a year).
FREQUENCY: Mapping[str, int] = {"": 1, Grade.A: 1, Grade.B: 2, Grade.C: 6, Grade.D: 12}

# What risk monitoring found raises how often a subject is visited (加强监管), by so many grades.
WATCH_STEP = Parameter("watch_step", "加强监管的对象，巡查频次按信用等级降几级计", 1, most=3, unit="级")

DUE_KINDS, RECORD_KEEPERS = duties.VISITED, duties.RECORD_KEEPERS

Fault = tuple[str, str]  # the field and the sentence
EARTH = 6_371_000
# Asked for every item of every row of an import: `.values` builds its list anew each time.
ANSWERS = frozenset(Answer.values)


def records_at_fault(subject_kind: str, records_kept: str) -> bool:
    return subject_kind in RECORD_KEEPERS and records_kept in RECORDS_BAD


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> int:
    """Metres between two points of the same datum. Shown beside a patrol, never a reason to refuse it."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    bow = math.sin((other_north - north) / 2) ** 2 + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    return round(2 * EARTH * math.asin(math.sqrt(min(1, bow))))


FAR = 2_000  # metres: further away nobody sees the place he reports on


def doubts_of_place(*, located: bool, accuracy: int | None, distance: int | None) -> list[str]:
    """What the reviewer should look at: told, never a reason to refuse (hills, indoors, an old phone)."""
    found = []
    if not located:
        found.append("没有现场定位。")
    elif not accuracy:
        found.append("定位没有精度，可能是手工填写的。")
    if distance is not None and distance > FAR:
        found.append(f"填报位置距登记位置 {distance / 1000:.1f} 公里，请核实是否到场。")
    return found


def answer_faults(answers: Mapping[str, str], codes: Collection[str], *, complete: bool) -> Iterator[Fault]:
    """Answers fit the checklist; a submitted one has them all."""
    if set(answers) - set(codes):
        yield "answers", "检查项与检查表版本不符，请刷新页面后重新填写。"
    if not ANSWERS.issuperset(answers.values()):
        yield "answers", "检查结果只能选择符合、当场改正、不符合或不适用。"
    missing = [code for code in codes if code not in answers]
    if complete and missing:
        yield "answers", f"还有 {len(missing)} 个检查项没有填写。"


def conclusion_faults(
    conclusion: str,
    *,
    answers: Mapping[str, str],
    records_at_fault: bool,
    problems: str,
    note: str,
    deadline: int | None,
    may_bind: bool,
) -> Iterator[Fault]:
    """What a submitted patrol has to hold, by its conclusion.

    An assistant (协管员) records and reports; he neither orders rectification nor transfers (domain §4).
    """
    if not conclusion:
        yield "conclusion", "提交前请选择巡查结论。"
    elif conclusion not in Conclusion.values:
        yield "conclusion", "巡查结论不在可选范围内。"
    elif conclusion not in CONDUCTED:
        if not note.strip():
            yield "note", f"结论为“{Conclusion(conclusion).label}”时，请说明情况。"
    elif conclusion == Conclusion.PASS:
        if Answer.BAD in answers.values() or records_at_fault:
            yield "conclusion", "检查发现了不符合项，结论不能为“合格”。"
    else:
        if not may_bind:
            yield "conclusion", "协管员只能记录和报告，请保存草稿并报乡镇监管员作出此结论。"
        if not problems.strip():
            yield "problems", "请写明发现的问题。"
        if conclusion == Conclusion.RECTIFY and deadline not in Deadline.values:
            yield "deadline", "限期整改请选择整改期限：7日、15日或30日。"
