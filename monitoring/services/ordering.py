"""Making test orders: what the laboratory is told, under a code that says nothing."""

from __future__ import annotations

import secrets
from typing import Any

from supervision.ground import records
from supervision.models import Post

from ..models import Result, Sample, TestOrder
from ..vocabulary import ORDER_MOVES, Method, OrderState, Taking

# No letters that look like digits, no vowels that could make a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
FREE = (OrderState.WAITING, OrderState.CLOSED)  # the laboratory holds nothing
UNDER_WAY = tuple(state for state, to in ORDER_MOVES.items() if OrderState.CLOSED in to)
SECTOR_UNIT = {"畜牧业": "μg/kg", "渔业": "μg/kg"}


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


def blank_results(order: TestOrder, sample: Sample) -> list[Result]:
    """One empty line for every item asked for; residues of veterinary drugs are reported in μg/kg."""
    unit = SECTOR_UNIT.get(sample.product.sector, "mg/kg")
    return [Result(order=order, analyte_id=code, unit=unit) for code in sample.analytes]
