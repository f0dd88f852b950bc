"""Making test orders: what the laboratory is told, under a code that says nothing."""

from __future__ import annotations

import secrets

from ..models import Result, Sample, TestOrder

# No letters that look like digits, no vowels that could make a word.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
SECTOR_UNIT = {"畜牧业": "μg/kg", "渔业": "μg/kg"}


def blind_code() -> str:
    """Unrelated to the sample's number, subject and place, so that testers cannot tell whose sample it is."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def order_of(sample: Sample) -> TestOrder:
    return TestOrder(
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


def blank_results(order: TestOrder, sample: Sample) -> list[Result]:
    """One empty line for every item asked for; residues of veterinary drugs are reported in μg/kg."""
    unit = SECTOR_UNIT.get(sample.product.sector, "mg/kg")
    return [Result(order=order, analyte_id=code, unit=unit) for code in sample.analytes]
