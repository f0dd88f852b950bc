from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from supervision.ground import clock
from supervision.ground.measures import Measure, Period
from supervision.ground.spread import because, counties, ids
from supervision.ground.subjects import Subject, SubjectQuerySet, roots

from ..models.patrol import Patrol, PatrolQuerySet
from ..rules.patrol import DUE_KINDS, FREQUENCY, RECORD_KEEPERS, WATCH_STEP
from ..vocabulary.patrol import RECORDS_CHECKED
from .watched import with_watch

ONCE = {"": 1}


def due_subjects(period: Period, kinds: Collection[str] = DUE_KINDS) -> SubjectQuerySet:
    """Who has to be visited in the period: in the register and in business at its end, of the kinds that are due."""
    return Subject.objects.active_on(period.last).filter(kind__in=kinds)


def with_visits(subjects: QuerySet[Subject], period: Period) -> QuerySet[Subject]:
    """The same with `visits`: how often somebody was met there in the period."""
    seen = Patrol.objects.counted().conducted().held_in(period)
    return subjects.annotate(visits=roots.count(seen))


def conducted_in(period: Period) -> PatrolQuerySet:
    """The visits of a period that count: somebody was met, and the record was handed in."""
    return Patrol.objects.counted().conducted().held_in(period)


def counts_as_visited(year: int) -> Case:
    """For a list of patrols: whether its subject is thereby a due one visited in the year, as of today while it runs.

    Counted by subject it is the numerator of the share of those visited at least once.
    """
    period = Period.of_year(year).until(clock.today())
    listed = due_subjects(period)
    due = Exists(listed.filter(pk=OuterRef("subject"))) | Exists(listed.filter(pk=OuterRef("subject__merged_into")))
    met = Exists(conducted_in(period).filter(pk=OuterRef("pk")))
    return Case(When(Q(due) & Q(met), then=Value(True)), default=Value(False), output_field=BooleanField())


def unvisited(subjects: QuerySet[Subject], period: Period) -> QuerySet[Subject]:
    return with_visits(subjects, period).filter(visits=0)  # type: ignore[misc]  # annotated there


def visited_share(
    period: Period, *, kinds: Collection[str] = DUE_KINDS, frequency: Mapping[str, int] = ONCE
) -> dict[str, Measure]:
    """By county: due subjects visited as often as their grade asks, of all that are due."""
    enough, short = Q(visits__gte=F("needed")), Q(visits__lt=F("needed"))
    rows = (
        with_watch(with_visits(due_subjects(period, kinds), period), period.last)
        .annotate(needed=_needed(frequency))
        .order_by()
        .values("county")
        .annotate(done=ids(enough), open=ids(short))
    )
    reason = "本期未巡查" if set(frequency.values()) == {1} else "巡查次数少于信用等级对应的频次"
    found = {
        row["county"]: Measure.of(
            len(row["done"]),
            len(row["done"]) + len(row["open"]),
            counted=row["done"],
            left_out=because(row["open"], reason),
        )
        for row in rows
    }
    return counties(found, lambda: Measure.of(0, 0, not_applicable="没有应巡查的监管对象"))


def _needed(frequency: Mapping[str, int]) -> Case:
    """Visits by grade; who is watched (加强监管) is visited as often as a grade further down."""
    grades, step = [grade for grade in frequency if grade], WATCH_STEP.default
    lower = zip(grades, [*grades[step:], *grades[-1:] * step][: len(grades)], strict=True)
    branches = [When(watched=True, credit_grade=one, then=Value(frequency[next_])) for one, next_ in lower]
    branches += [When(credit_grade=grade, then=Value(n)) for grade, n in frequency.items() if grade]
    return Case(*branches, default=Value(frequency.get("", FREQUENCY[""])), output_field=IntegerField())


def records_checked_share(period: Period, *, kinds: Collection[str] = RECORD_KEEPERS) -> dict[str, Measure]:
    """By county: visits to subjects that must keep production records at which these were checked."""
    looked = Q(records_kept__in=RECORDS_CHECKED)
    rows = (
        Patrol.objects.counted()
        .conducted()
        .held_in(period)
        .filter(subject__kind__in=kinds)
        .order_by()
        .values("county")
        .annotate(done=ids(looked), open=ids(~looked))
    )
    found = {
        row["county"]: Measure.of(
            len(row["done"]),
            len(row["done"]) + len(row["open"]),
            counted=row["done"],
            left_out=because(row["open"], "未检查生产记录"),
        )
        for row in rows
    }
    keepers = set(
        Subject.objects.active_on(period.last)
        .filter(kind__in=kinds)
        .order_by()
        .values_list("county", flat=True)
        .distinct()
    )
    every = counties(found, lambda: Measure.of(0, 0, not_applicable="期末没有企业、合作社"))
    return {code: Measure.undone() if code not in found and code in keepers else one for code, one in every.items()}
