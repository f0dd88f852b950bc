"""Making test orders: what the laboratory is told, under a code that says nothing."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from supervision.ground import records
from supervision.models import Post

from ..models import Analyte, Result, Sample, TestOrder
from ..vocabulary import DRUGS, ORDER_MOVES, Method, OrderState, Taking, Unit

# No letters that look like digits, no vowels that could make a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
FREE = (OrderState.WAITING, OrderState.CLOSED)  # the laboratory holds nothing
UNDER_WAY = tuple(state for state, to in ORDER_MOVES.items() if OrderState.CLOSED in to)


def blind_code() -> str:
    """Unrelated to the sample's number, subject and place, so that testers cannot tell whose sample it is."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def order_of(sample: Sample) -> TestOrder:
    return TestOrder(code=blind_code(), sample=sample, **_told(sample))


def _told(sample: Sample) -> dict[str, Any]:
    """What of the form stands on the order too, and follows it until the laboratory has the sample."""
    return {
        "laboratory_id": sample.laboratory_id,
        "county_id": sample.county_id,
        "township_id": sample.township_id,
        "managing_zone_id": sample.managing_zone_id,
        "product": sample.product,
        "amount": sample.amount,
        "amount_unit": sample.amount_unit,
        "ordered_on": sample.sampled_on,
    }


def keep_order(sample: Sample, *, by: Post) -> None:
    """The order follows the form until the laboratory has the sample; a form without a sample for it closes it."""
    order = TestOrder.objects.filter(sample=sample).first()
    if sample.method != Method.QUANTITATIVE or sample.taking != Taking.TAKEN:
        if order is not None and order.state == OrderState.WAITING:
            records.move(order, OrderState.CLOSED, by=by, verb="终止")
        return
    if order is None:
        order = order_of(sample)
        order.save(force_insert=True)
    elif order.state in FREE:
        records.move(order, OrderState.WAITING, by=by, verb="随抽样单更新", **_told(sample))
        order.results.all().delete()
    if not order.results.exists():
        order.results.bulk_create(blank_results(order, sample))


def close_order(sample: Sample, *, by: Post, why: str) -> None:
    """Of a void form nothing is tested any more; a verified report stays what it is."""
    for order in TestOrder.objects.filter(sample=sample, state__in=UNDER_WAY):
        records.move(order, OrderState.CLOSED, by=by, verb="终止", why=why)


def blank_results(order: TestOrder, sample: Sample, drugs: Collection[str] | None = None) -> list[Result]:
    """One empty line for every item asked for, in the unit that items of its kind are reported in."""
    drugs = veterinary() if drugs is None else drugs
    return [Result(order=order, analyte_id=code, unit=unit_for(code, drugs)) for code in sample.analytes]


def veterinary() -> frozenset[str]:
    """The veterinary drugs, their sums and their metabolites: one query, for any number of lines."""
    drug = Q(kind__in=DRUGS) | Q(parts__part__kind__in=DRUGS) | Q(wholes__whole__kind__in=DRUGS)
    return frozenset(Analyte.objects.filter(drug).values_list("pk", flat=True))


def unit_for(code: str, drugs: Collection[str]) -> Unit:
    return Unit.UG_KG if code in drugs else Unit.MG_KG
