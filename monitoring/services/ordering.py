"""Making test orders: what the laboratory is told, under a code that says nothing."""

from __future__ import annotations

import secrets

from ..models import Result, Sample, TestOrder
from ..vocabulary import Method, OrderState, Taking

# No letters that look like digits, no vowels that could make a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
SECTOR_UNIT = {"畜牧业": "μg/kg", "渔业": "μg/kg"}


def blind_code() -> str:
    """Unrelated to the sample's number, subject and place, so that testers cannot tell whose sample it is."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def order_of(sample: Sample) -> TestOrder:
    return TestOrder(  # type: ignore[misc]  # the rules have asked for the laboratory
        code=blind_code(),
        sample=sample,
        laboratory_id=sample.laboratory_id,
        county_id=sample.county_id,
        township_id=sample.township_id,
        managing_zone_id=sample.managing_zone_id,
        product=sample.product,
        amount=sample.amount,
        amount_unit=sample.amount_unit,
        ordered_on=sample.sampled_on,
    )


FOLLOWS = ("laboratory", "county", "township", "managing_zone", "product", "amount", "amount_unit", "ordered_on")


def keep_order(sample: Sample) -> None:
    """The order follows the form until the laboratory has the sample; a form without a sample for it closes it."""
    order = TestOrder.objects.filter(sample=sample).first()
    if sample.method != Method.QUANTITATIVE or sample.taking != Taking.TAKEN:
        if order is not None and order.state == OrderState.WAITING:
            order.state = OrderState.CLOSED
            order.save(update_fields=["state"])
        return
    if order is None:
        order = order_of(sample)
        order.save(force_insert=True)
    elif order.state in (OrderState.WAITING, OrderState.CLOSED):
        fresh = order_of(sample)
        for name in FOLLOWS:
            setattr(order, name, getattr(fresh, name))
        order.state = OrderState.WAITING
        order.save(update_fields=[*FOLLOWS, "state"])
        order.results.all().delete()
    if not order.results.exists():
        order.results.bulk_create(blank_results(order, sample))


def blank_results(order: TestOrder, sample: Sample) -> list[Result]:
    """One empty line for every item asked for; residues of veterinary drugs are reported in μg/kg."""
    unit = SECTOR_UNIT.get(sample.product.sector, "mg/kg")
    return [Result(order=order, analyte_id=code, unit=unit) for code in sample.analytes]
