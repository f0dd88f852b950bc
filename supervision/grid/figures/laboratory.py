from __future__ import annotations

import datetime as dt

from django.db.models import Q

from supervision.ground.measures import Measure
from supervision.ground.spread import because, counties, ids

from ..models.laboratory import Laboratory
from ..vocabulary.laboratory import LabLevel


def dual_certified(day: dt.date) -> dict[str, Measure]:
    """By county: county laboratories with both certificates in force on `day`, of all county laboratories.

    A county without a laboratory has not passed: 0, not "not applicable".
    """
    rows = (
        Laboratory.objects.counted()
        .filter(level=LabLevel.COUNTY, entered_on__lte=day)
        .with_certificates_on(day)
        .order_by()
        .values("county")
        .annotate(done=ids(Q(cma=True, catl=True)), no_cma=ids(Q(cma=False)), no_catl=ids(Q(cma=True, catl=False)))
    )
    found = {}
    for row in rows:
        left_out = because(row["no_cma"], "CMA未取得或不在有效期") + because(row["no_catl"], "CATL未取得或不在有效期")
        found[row["county"]] = Measure.of(
            len(row["done"]), len(row["done"]) + len(left_out), counted=row["done"], left_out=left_out
        )
    return counties(found, lambda: Measure.of(0, 1, left_out=[("", "没有登记县级检测机构")]))
