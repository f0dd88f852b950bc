from __future__ import annotations

from django.db.models import F, Q

from supervision.ground.measures import Measure, Period
from supervision.ground.spread import because, counties, ids

from ..models.rectification import Rectification


def closed_in_time(period: Period) -> dict[str, Measure]:
    """By county: rectifications due in the period that were rechecked and closed by their due date."""
    in_time = Q(closed_on__lte=F("due_on"))
    rows = (
        Rectification.objects.counted()
        .due_in(period)
        .order_by()
        .values("county")
        .annotate(done=ids(in_time), late=ids(Q(closed_on__gt=F("due_on"))), open=ids(Q(closed_on=None)))
    )
    found = {}
    for row in rows:
        left_out = because(row["late"], "逾期销号") + because(row["open"], "尚未销号")
        found[row["county"]] = Measure.of(
            len(row["done"]), len(row["done"]) + len(left_out), counted=row["done"], left_out=left_out
        )
    return counties(found, lambda: Measure.of(0, 0, not_applicable="本期没有到期的整改"))
