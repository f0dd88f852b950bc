"""乡镇“五个一”: five grouped queries over all assessed townships, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from supervision.ground.facts import Fact
from supervision.ground.measures import Measure, Period
from supervision.ground.records import ScopedQuerySet
from supervision.ground.regions import Region
from supervision.ground.spread import counties
from supervision.ground.subjects import Subject

from ..models.report import WorkReport
from ..models.staff import Staff
from ..rules.fiveone import NEEDED, FiveOne, judge, judge_team
from ..vocabulary import happenings
from ..vocabulary.fiveone import One
from ..vocabulary.staff import StaffKind

# by township: how many, and the latest day; of a team the supervisors and the testers
Counts = dict[str, tuple[int, Any]]
Teams = dict[str, tuple[int, int, Any]]
# What a sibling counts is told by it (`told_by`): its rows of a period.
_told: dict[str, Callable[[Period], ScopedQuerySet[Any]]] = {}
DAYS = {One.REGISTER: "registered_on", One.SAMPLING: "on", One.PATROL: "held_on", One.REPORT: "reported_on"}


def told_by(one: str, rows: Callable[[Period], ScopedQuerySet[Any]]) -> None:
    """Where the rows of one of the five things are found that this area does not keep."""
    _told[one] = rows


def rows(one: str, period: Period, *, rapid: bool = True) -> ScopedQuerySet[Any]:
    """The rows behind one of the five things. Whether a township's rapid tests are samplings is a choice."""
    if one == One.TEAM:
        return Staff.objects.on_duty(period.last).filter(kind__in=(StaffKind.SUPERVISOR, StaffKind.TESTER))
    if one == One.REGISTER:
        return Subject.objects.active_on(period.last)
    if one == One.SAMPLING:
        return Fact.objects.live().held_in(period).filter(
            kind__in=(happenings.SAMPLED, *((happenings.RAPID_TESTED,) if rapid else ()))
        )
    if one == One.PATROL:
        return _told[One.PATROL](period)
    return WorkReport.objects.counted().filter(covers_to__range=(period.first, period.last))


def board(period: Period, needed: Mapping[str, int] = NEEDED, *, rapid: bool = True) -> dict[str, FiveOne]:
    """{township code: its five things} for every assessed township."""
    found: dict[str, Counts] = {one: _counted(rows(one, period, rapid=rapid), day) for one, day in DAYS.items()}
    teams = _teams(period)
    codes = Region.objects.assessed_townships().values_list("code", flat=True)
    return {code: _five(code, teams, found, needed) for code in codes}


def _five(code: str, teams: Teams, found: Mapping[str, Counts], needed: Mapping[str, int]) -> FiveOne:
    items: dict[str, Any] = {One.TEAM: judge_team(*teams.get(code, (0, 0, None)), needed)}
    items |= {one: judge(one, *counted.get(code, (0, None)), needed) for one, counted in found.items()}
    return FiveOne({one: items[one] for one in One.values})


def _counted(found: QuerySet[Any], day: str) -> Counts:
    grouped = found.exclude(township=None).order_by().values("township").annotate(n=Count("pk"), latest=Max(day))
    return {row["township"]: (row["n"], row["latest"]) for row in grouped}


def _teams(period: Period) -> Teams:
    grouped = (
        rows(One.TEAM, period)
        .exclude(township=None)
        .order_by()
        .values("township")
        .annotate(
            supervisors=Count("pk", filter=Q(kind=StaffKind.SUPERVISOR)),
            testers=Count("pk", filter=Q(kind=StaffKind.TESTER)),
            latest=Max("since"),
        )
    )
    return {row["township"]: (row["supervisors"], row["testers"], row["latest"]) for row in grouped}


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
