"""What seems implausible of a report, and what is usual in this laboratory: reads, never writes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from supervision.ground import clock

from ..models import Result, TestOrder
from ..rules import plausible
from ..rules.plausible import Around
from ..rules.verdicts import ZERO, mg_kg
from ..vocabulary import Found, OrderState
from .judging import book, finding, path_of

LATELY = dt.timedelta(days=365)  # what is usual
TOGETHER = dt.timedelta(days=30)  # samples that may have been mixed up
LAST = 20


def doubts_of(order: TestOrder, results: Sequence[Result]) -> dict[str, str]:
    """The questions by analyte; that two samples are alike is asked at the first value they share."""
    around = _around(order, [result.analyte_id for result in results])
    findings = [finding(result) for result in results]
    found = {one.analyte: said for one in findings if (said := plausible.doubts(one, around[one.analyte]))}
    mine = {one.analyte: one.amount for one in findings if one.found == Found.VALUE}
    if len(mine) >= plausible.ALIKE and (code := plausible.twin(mine, _others(order, mine))):
        first = min(mine)
        found[first] = "；".join(filter(None, (found.get(first, ""), plausible.twin_said(code))))
    return found


def _around(order: TestOrder, codes: Collection[str]) -> dict[str, Around]:
    lists, path, day = book(), path_of(order.product), order.form.sampled_on
    earlier = _earlier(order, codes)
    found = {}
    for code in codes:
        limit = lists.limit(code, path, day)
        found[code] = Around(limit.most if limit is not None else None, earlier.get(code, ()))
    return found


def _earlier(order: TestOrder, codes: Collection[str]) -> Mapping[str, list[Decimal]]:
    """What this laboratory detected of these items lately, newest first."""
    since = clock.today() - LATELY
    rows = Result.objects.filter(
        verified=True, found=Found.VALUE, analyte__in=codes,
        order__laboratory=order.laboratory_id, order__verified_on__gte=since,
    ).exclude(order=order.pk)  # fmt: skip
    place = Window(RowNumber(), partition_by="analyte", order_by=F("id").desc())
    lately = rows.annotate(place=place).filter(place__lte=LAST).order_by("place")
    found: dict[str, list[Decimal]] = defaultdict(list)
    for code, value, unit in lately.values_list("analyte", "value", "unit"):
        if value is not None:
            found[code].append(mg_kg(value, unit))
    return found


def _others(order: TestOrder, mine: Mapping[str, Any]) -> dict[str, dict[str, Decimal]]:
    """The detected values of the samples this laboratory had in hand at the same time, by blind code."""
    shared = Result.objects.filter(found=Found.VALUE, analyte=min(mine)).values("order")
    rows = Result.objects.filter(
        found=Found.VALUE, order__in=shared, order__laboratory=order.laboratory_id,
        order__tested_on__gte=clock.today() - TOGETHER,
    ).exclude(order__state=OrderState.CLOSED).exclude(order=order.pk)  # fmt: skip
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for code, analyte, value, unit in rows.in_force().values_list("order__code", "analyte", "value", "unit"):
        found[code][analyte] = mg_kg(value or ZERO, unit)
    return found
