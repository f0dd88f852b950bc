"""Points and grade from the entries of a subject. Values in, values out.

The law asks for credit records and their use, not for points (农产品质量安全法 §54): every number here comes from
a versioned rule set, is configurable and unverified.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supervision.ground.terms import add_months
from supervision.patrols.rules.patrol import RECORD_KEEPERS

from .vocabulary import RATED, Standing

GRADES = "ABCD"


@dataclass(frozen=True)
class Scale:
    """The bands of a rule set: the lowest points of A, B and C; below is D. `months`: how long an entry counts."""

    base: int
    floors: Mapping[str, int]
    months: int = 12
    highest: int = 100


@dataclass(frozen=True)
class Rule:
    """What a fact of `kind`, at least as severe as `severity`, costs or earns; `direct` is a grade without points.

    `duty`: the fact says that the duty of keeping production records was neglected. `aspects`: only facts of these
    (kinds of sampling: routine monitoring is no ground for measures against a single subject). `cap`: the most that
    all facts of this rule together may cost or earn. `months`: how long it counts, if not as long as the others.
    """

    code: str
    kind: str
    severity: int = 0
    points: int = 0
    direct: str = ""
    duty: bool = False
    cap: int | None = None
    months: int | None = None
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of a file. `event`: what it came from; lines of one event (a failed sample and the penalty for it) are
    charged once. `observed`: it was found by risk monitoring, which is no ground for measures against one subject.
    """

    key: int
    on: dt.date
    rule: str
    points: int
    direct: str = ""
    cap: int | None = None
    months: int | None = None
    taken_back: bool = False
    event: str = ""
    observed: bool = False


@dataclass(frozen=True)
class Verdict:
    points: int
    grade: str
    direct: bool
    standing: Mapping[int, tuple[str, int]]

    @property
    def behind(self) -> list[int]:
        """The entries the verdict rests on."""
        return [key for key, (standing, _) in self.standing.items() if standing in (Standing.COUNTED, Standing.CAPPED)]


def rule_for(rules: Iterable[Rule], kind: str, severity: int, aspect: str = "") -> Rule | None:
    """The most severe rule that a fact of this kind, severity and aspect reaches."""
    of_kind = [rule for rule in rules if rule.kind == kind and rule.severity <= severity]
    reached = [rule for rule in of_kind if not rule.aspects or aspect in rule.aspects]
    return max(reached, key=lambda rule: rule.severity, default=None)


def applies(rule: Rule, subject_kind: str) -> bool:
    """Only whose credit is kept; and records are asked of enterprises and cooperatives only, of others they are
    encouraged (农产品质量安全法第二十七条), so these lose nothing for them.
    """
    return subject_kind in RATED and (not rule.duty or subject_kind in RECORD_KEEPERS)


def grade_of(points: int, scale: Scale) -> str:
    return next((grade for grade in "ABC" if points >= scale.floors[grade]), "D")


def lower(one: str, other: str) -> str:
    return max(one, other, key=GRADES.index)


def rate(entries: Iterable[Entry], scale: Scale, day: dt.date) -> Verdict:
    """Base plus the entries that still count; the grade is the lower one of the band and any direct grade.

    So an addition never lifts a subject out of a direct downgrade. Nor does a year of silence: an entry counts for
    the `months` of the rule set unless its rule has its own.
    """
    standing: dict[int, tuple[str, int]] = {}
    used: dict[str, int] = defaultdict(int)
    points, direct = scale.base, "A"
    ordered = sorted(entries, key=lambda e: (e.on, e.key))
    heaviest = _heaviest(ordered, day)
    for entry in ordered:
        state, effect = _effect(entry, used, scale, day, charged=heaviest.get(entry.event, entry.key) == entry.key)
        standing[entry.key] = (state, effect)
        points += effect
        if entry.direct and state in (Standing.COUNTED, Standing.CAPPED):
            direct = lower(direct, entry.direct)
    points = max(0, min(points, scale.highest))
    band = grade_of(points, scale)
    return Verdict(points, lower(band, direct), direct != "A" and direct >= band, standing)


def held_against(held: str, since: dt.date, verdict: Verdict, entries: Iterable[Entry]) -> str:
    """The grade that people set on a day, against what the rules say; without one (empty) the rules hold.

    They could not know what happened afterwards: a direct downgrade for a later event goes below what they held.
    """
    grade = held or verdict.grade
    for entry in entries:
        counts = verdict.standing[entry.key][0] in (Standing.COUNTED, Standing.CAPPED)
        if held and entry.direct and counts and entry.on > since:
            grade = lower(grade, entry.direct)
    return grade


def _charges(entry: Entry) -> bool:
    return entry.points < 0 or bool(entry.direct)


def _heaviest(entries: Iterable[Entry], day: dt.date) -> dict[str, int]:
    """Of each event the line that is charged: the worst direct grade, then the most points, then the first.

    Lines that have run out take part: a lighter one does not come back to life when the heavier one ends.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if not entry.event or entry.taken_back or entry.observed or entry.on > day or not _charges(entry):
            continue
        known = found.get(entry.event)
        if known is None or (entry.direct or "A", -entry.points) > (known.direct or "A", -known.points):
            found[entry.event] = entry
    return {event: entry.key for event, entry in found.items()}


def _effect(entry: Entry, used: dict[str, int], scale: Scale, day: dt.date, *, charged: bool) -> tuple[str, int]:
    if entry.taken_back:
        return Standing.TAKEN_BACK, 0
    if entry.observed and _charges(entry):
        return Standing.OBSERVED, 0
    if not charged and _charges(entry) and entry.on <= day:
        return Standing.MERGED, 0
    if entry.on > day or add_months(entry.on, entry.months or scale.months) <= day:
        return Standing.EXPIRED, 0
    effect = entry.points
    if entry.cap is not None:
        left = max(0, entry.cap - abs(used[entry.rule]))
        effect = max(-left, min(effect, left))
    used[entry.rule] += effect
    return (Standing.COUNTED if effect == entry.points else Standing.CAPPED), effect
