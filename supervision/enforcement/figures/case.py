from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from django.db.models import BooleanField, Q, Value, When
from django.db.models import Case as Case_

from supervision.ground.measures import Measure, Period
from supervision.ground.records import ALONE, REVIEWED, State
from supervision.ground.spread import counties

from ..models.case import Case
from ..rules import case as rules
from ..vocabulary.case import CountedBy

NOT_REVIEWED = "尚未审核"


def counts_as_handled(year: int) -> Case_:
    """The same for a list of cases, by the day of filing."""
    asked = Q(category__in=rules.ELIGIBLE, procedure__in=rules.COUNTED_PROCEDURES)
    asked &= REVIEWED & Q(filed_on__year=year)
    return Case_(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())


def handled(
    period: Period,
    *,
    counted_by: str = CountedBy.FILED,
    categories: Collection[str] = rules.ELIGIBLE,
    procedures: Collection[str] = rules.COUNTED_PROCEDURES,
) -> dict[str, Measure]:
    """By county: how many cases of the period count, and why each of the others does not. A county is judged by their
    number and files them itself, so one counts once a second person has taken it over.

    A county has a few dozen cases a year, so the reasons are worked out by the rule itself, row by row.
    """
    counted_by = CountedBy(counted_by).value
    rows = (
        Case.objects.counted()
        .filter(**{f"{counted_by}__range": (period.first, period.last)})
        .order_by("pk")
        .values_list("pk", "county", "category", "procedure", counted_by, "state", "alone")
    )
    found: dict[str, Measure] = defaultdict(lambda: Measure(Decimal(0)))
    for key, county, category, procedure, day, state, alone in rows:
        reason = rules.left_out_because(
            category, procedure, day, counted_by=counted_by, categories=categories, procedures=procedures
        )
        if not reason and (alone or state != State.ACCEPTED):
            reason = ALONE if state == State.ACCEPTED else NOT_REVIEWED
        measure = found[county]
        if reason:
            measure.left_out.append((key, reason))
        else:
            measure.counted.append(key)
            measure.numerator += 1
            measure.value = Decimal(measure.numerator)
    return counties(found, lambda: Measure(Decimal(0)))
