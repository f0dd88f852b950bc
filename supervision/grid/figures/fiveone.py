"""乡镇“五个一”: five grouped queries over all assessed townships, whatever their number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Value

from supervision.ground import terms
from supervision.ground.facts import Fact
from supervision.ground.measures import Measure, Period
from supervision.ground.records import ScopedQuerySet, State
from supervision.ground.regions import Region
from supervision.ground.spread import counties
from supervision.ground.subjects import Subject

from ..models.report import WorkReport
from ..models.staff import Staff
from ..rules.fiveone import NEEDED, FiveOne, judge, judge_team
from ..vocabulary import happenings
from ..vocabulary.fiveone import One
from ..vocabulary.staff import StaffKind

# by township: how many, the latest day, how many of them wait too long; of a team the supervisors and the testers
Counts = dict[str, tuple[int, Any, int]]
Teams = dict[str, tuple[int, int, Any, int]]
# What a sibling counts is told by it (`told_by`): its rows of a period.
_told: dict[str, Callable[[Period], ScopedQuerySet[Any]]] = {}
_waiting: dict[str, tuple[Callable[[Period], ScopedQuerySet[Any]], str]] = {}
DAYS = {One.REGISTER: "registered_on", One.SAMPLING: "on", One.PATROL: "held_on", One.REPORT: "reported_on"}


def told_by(one: str, rows: Callable[[Period], ScopedQuerySet[Any]]) -> None:
    """Where the rows of one of the five things are found that this area does not keep."""
    _told[one] = rows


def waits_with(one: str, rows: Callable[[Period], ScopedQuerySet[Any]], *, day: str) -> None:
    """Of a thing known by its facts, which are told once a row was taken over: the rows that still wait for that."""
    _waiting[one] = (rows, day)


def rows(one: str, period: Period, before: dt.datetime | None = None, *, rapid: bool = True) -> ScopedQuerySet[Any]:
    """The rows behind one of the five things: taken over, or handed in and left lying by the level above too long."""
    known = terms.reviewed_or_overdue(before or terms.late_before())
    if one == One.TEAM:
        team = Staff.objects.on_duty(period.last).filter(kind__in=(StaffKind.SUPERVISOR, StaffKind.TESTER))
        return team.filter(known)
    if one == One.REGISTER:
        return Subject.objects.active_on(period.last).filter(known)
    if one == One.SAMPLING:
        return Fact.objects.live().held_in(period).filter(
            kind__in=(happenings.SAMPLED, *((happenings.RAPID_TESTED,) if rapid else ()))
        )
    if one == One.PATROL:
        return _told[One.PATROL](period).filter(known)
    return WorkReport.objects.filter(known, covers_to__range=(period.first, period.last))


def waiting(one: str, period: Period, before: dt.datetime | None = None) -> ScopedQuerySet[Any] | None:
    """Beside facts: the rows that have not told theirs because nobody took them over in time."""
    if one not in _waiting:
        return None
    found, _ = _waiting[one]
    return found(period).filter(terms.overdue(before or terms.late_before()))


def board(period: Period, needed: Mapping[str, int] = NEEDED, *, rapid: bool = True) -> dict[str, FiveOne]:
    """{township code: its five things} for every assessed township."""
    before = terms.late_before()
    found: dict[str, Counts] = {one: _counted(rows(one, period, before, rapid=rapid), day) for one, day in DAYS.items()}
    for one, (_, day) in _waiting.items():
        late = waiting(one, period, before)
        found[one] = found[one] if late is None else _together(found[one], _counted(late, day))
    teams = _teams(period, before)
    codes = Region.objects.assessed_townships().values_list("code", flat=True)
    return {code: _five(code, teams, found, needed) for code in codes}


def _five(code: str, teams: Teams, found: Mapping[str, Counts], needed: Mapping[str, int]) -> FiveOne:
    items: dict[str, Any] = {One.TEAM: judge_team(*teams.get(code, (0, 0, None, 0)), needed=needed)}
    items |= {one: judge(one, *counted.get(code, (0, None, 0)), needed=needed) for one, counted in found.items()}
    return FiveOne({one: items[one] for one in One.values})


def _counted(found: QuerySet[Any], day: str) -> Counts:
    late = Value(0) if found.model is Fact else Count("pk", filter=Q(state=State.SUBMITTED))
    grouped = found.exclude(township=None).order_by().values("township")
    counted = grouped.annotate(n=Count("pk"), latest=Max(day), late=late)
    return {row["township"]: (row["n"], row["latest"], row["late"]) for row in counted}


def _together(told: Counts, late: Counts) -> Counts:
    return told | {
        code: (told[code][0] + n, max(told[code][1], latest), waiting) if code in told else (n, latest, waiting)
        for code, (n, latest, waiting) in late.items()
    }


def _teams(period: Period, before: dt.datetime) -> Teams:
    grouped = (
        rows(One.TEAM, period, before)
        .exclude(township=None)
        .order_by()
        .values("township")
        .annotate(
            supervisors=Count("pk", filter=Q(kind=StaffKind.SUPERVISOR)),
            testers=Count("pk", filter=Q(kind=StaffKind.TESTER)),
            latest=Max("since"),
            late=Count("pk", filter=Q(state=State.SUBMITTED)),
        )
    )
    return {row["township"]: (row["supervisors"], row["testers"], row["latest"], row["late"]) for row in grouped}


def completeness(period: Period, needed: Mapping[str, int] = NEEDED, *, rapid: bool = True) -> dict[str, Measure]:
    """By county: items that are there, of five for every assessed township. Ids are "township:item"."""
    townships = Region.objects.assessed_townships().values_list("code", "county_id")
    places = {code: county or "" for code, county in townships}
    done: dict[str, list[str]] = defaultdict(list)
    missing: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code, five in board(period, needed, rapid=rapid).items():
        for one, evidence in five.items.items():
            if evidence.done:
                done[places[code]].append(f"{code}:{one}")
            else:
                missing[places[code]].append((f"{code}:{one}", evidence.missing))
    found = {
        county: Measure.of(
            len(done[county]),
            len(done[county]) + len(missing[county]),
            counted=done[county],
            left_out=missing[county],
        )
        for county in set(places.values())
    }
    return counties(found, lambda: Measure.of(0, 0, not_applicable="没有纳入考核的乡镇"))
