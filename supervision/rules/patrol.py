"""When a patrol may be concluded how, how often a subject is due, and how far away the recorder stood."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from supervision.errors import RuleViolation
from supervision.subjects.vocabulary import Grade, Kind
from supervision.vocabulary.patrol import CONDUCTED, RECORDS_BAD, Answer, Conclusion
from supervision.vocabulary.rectification import Deadline

# Visits a year by credit grade (unverified default; a subject without a grade: at least once a year).
FREQUENCY: Mapping[str, int] = {"": 1, Grade.A: 1, Grade.B: 2, Grade.C: 6, Grade.D: 12}

# Who has to be visited: the small farmers are drawn by sampling, markets belong to market supervision.
DUE_KINDS = (
    Kind.ENTERPRISE,
    Kind.COOPERATIVE,
    Kind.FAMILY_FARM,
    Kind.COLLECTOR,
    Kind.SLAUGHTERHOUSE,
    Kind.INPUT_SHOP,
)
# Who has to keep production records by law (农产品质量安全法第二十七条); others are encouraged to, and missing ones
# are written down but are no fault of theirs.
RECORD_KEEPERS = (Kind.ENTERPRISE, Kind.COOPERATIVE)

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


def check_answers(answers: Mapping[str, str], codes: Collection[str], *, complete: bool) -> None:
    """Answers fit the checklist; a submitted one has them all."""
    if set(answers) - set(codes):
        raise RuleViolation("检查项与检查表版本不符，请刷新页面后重新填写。", field="answers")
    if not ANSWERS.issuperset(answers.values()):
        raise RuleViolation("检查结果只能选择符合、当场改正、不符合或不适用。", field="answers")
    missing = [code for code in codes if code not in answers]
    if complete and missing:
        raise RuleViolation(f"还有 {len(missing)} 个检查项没有填写。", field="answers")


def check_conclusion(
    conclusion: str,
    *,
    answers: Mapping[str, str],
    records_at_fault: bool,
    problems: str,
    note: str,
    deadline: int | None,
    may_bind: bool,
) -> None:
    """What a submitted patrol has to hold, by its conclusion.

    An assistant (协管员) records and reports; he neither orders rectification nor transfers (domain §4).
    """
    if not conclusion:
        raise RuleViolation("提交前请选择巡查结论。", field="conclusion")
    if conclusion not in Conclusion.values:
        raise RuleViolation("巡查结论不在可选范围内。", field="conclusion")
    if conclusion not in CONDUCTED:
        if not note.strip():
            raise RuleViolation(f"结论为“{Conclusion(conclusion).label}”时，请说明情况。", field="note")
        return
    if conclusion == Conclusion.PASS:
        if Answer.BAD in answers.values() or records_at_fault:
            raise RuleViolation("检查发现了不符合项，结论不能为“合格”。", field="conclusion")
        return
    if not may_bind:
        raise RuleViolation("协管员只能记录和报告，请保存草稿并报乡镇监管员作出此结论。", field="conclusion")
    if not problems.strip():
        raise RuleViolation("请写明发现的问题。", field="problems")
    if conclusion == Conclusion.RECTIFY and deadline not in Deadline.values:
        raise RuleViolation("限期整改请选择整改期限：7日、15日或30日。", field="deadline")
