from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When

from supervision.ground import terms
from supervision.ground.measures import Measure, Period
from supervision.ground.spread import because, counties, ids

from ..models.rectification import Rectification


def closed_in_time(period: Period, *, roll: bool = False) -> dict[str, Measure]:
    """By county: rectifications due in the period that were rechecked and closed by their due date.

    With `roll` one that falls due on a holiday may be closed on the first working day after it.
    """
    in_time = Q(closed_on__lte=F("due_on"))
    rows = (
        Rectification.objects.counted()
        .due_in(period)
        .order_by()
        .values("county")
        .annotate(done=ids(in_time), late=ids(Q(closed_on__gt=F("due_on"))), open=ids(Q(closed_on=None)))
    )
    late = {pk for row in rows for pk in row["late"]}
    pardoned = _closed_after_the_holiday(late) if roll else set()
    found = {}
    for row in rows:
        done = sorted({*row["done"], *(pk for pk in row["late"] if pk in pardoned)})
        left_out = because([pk for pk in row["late"] if pk not in pardoned], "逾期销号") + because(
            row["open"], "尚未销号"
        )
        found[row["county"]] = Measure.of(len(done), len(done) + len(left_out), counted=done, left_out=left_out)
    return counties(found, lambda: Measure.of(0, 0, not_applicable="本期没有到期的整改"))


def counts_as_in_time(year: int) -> Case:
    """For a list of rectifications: due in the year and closed by its due date."""
    period = Period.of_year(year)
    done = Rectification.objects.counted().due_in(period).filter(pk=OuterRef("pk"), closed_on__lte=F("due_on"))
    return Case(When(Exists(done), then=Value(True)), default=Value(False), output_field=BooleanField())


def _closed_after_the_holiday(late: set[int]) -> set[int]:
    """Those of them that fell due on a day off and were closed by the first working day after it."""
    known = terms.calendar()
    found = set()
    for pk, due, closed in Rectification.objects.filter(pk__in=late).values_list("pk", "due_on", "closed_on"):
        last = due if known.is_workday(due) else known.step(due, 1)
        if closed and closed <= last:
            found.add(pk)
    return found
