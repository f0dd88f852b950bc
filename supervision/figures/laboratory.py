from __future__ import annotations

import datetime as dt

from supervision.measures import Measure
from supervision.models.laboratory import Laboratory, valid_on
from supervision.vocabulary.laboratory import LabLevel

from .spread import because, counties, ids


def dual_certified(day: dt.date) -> dict[str, Measure]:
    """By county: county laboratories with both certificates in force on `day`, of all county laboratories.

    A county without a laboratory has not passed: 0, not "not applicable".
    """
    cma, catl = valid_on("cma", day), valid_on("catl", day)
    rows = (
        Laboratory.objects.counted()
        .filter(level=LabLevel.COUNTY, entered_on__lte=day)
        .order_by()
        .values("county")
        .annotate(done=ids(cma & catl), no_cma=ids(~cma), no_catl=ids(cma & ~catl))
    )
    found = {}
    for row in rows:
        left_out = because(row["no_cma"], "CMA未取得或不在有效期") + because(row["no_catl"], "CATL未取得或不在有效期")
        found[row["county"]] = Measure.of(
            len(row["done"]), len(row["done"]) + len(left_out), counted=row["done"], left_out=left_out
        )
    return counties(found, lambda: Measure.of(0, 1, left_out=[("", "没有登记县级检测机构")]))
