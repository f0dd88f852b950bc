"""The hash of a score changes with everything that went into it, and with nothing else."""

from decimal import Decimal as D

import pytest

from shangrao_nongan.assessment.models import Item
from shangrao_nongan.assessment.scoring import fingerprint
from supervision.ground.measures import Measure

GIVEN = {
    "order": 1, "indicator": "pass_rate", "params": {"level": "city"}, "points": D(13), "curve": "deduct_per_step",
    "curve_params": {"target": "0.98", "step": "0.001", "per_step": "0.5"},
}  # fmt: skip
MEASURE = {"value": D("0.97"), "numerator": D(97), "denominator": D(100), "counted": [1, 2], "left_out": [(3, "退回")]}


def hash_of(failed=(), measure=None, **changed):
    item = Item(pk=7, **(GIVEN | changed))
    measured = {7: {"361104": Measure(**(MEASURE | (measure or {})))}}
    return fingerprint([item], measured, dict.fromkeys(failed, "没有算出"))


@pytest.mark.parametrize(
    "changed",
    [
        {"curve_params": GIVEN["curve_params"] | {"per_step": "0.4"}},
        {"curve_params": {}},
        {"curve": "proportional"},
        {"params": {"level": "county"}},
        {"points": D(14)},
        {"indicator": "patrols"},
        {"order": 2},
        {"failed": [7]},
        {"measure": {"value": D("0.96")}},
        {"measure": {"denominator": D(101)}},
        {"measure": {"counted": [1, 4]}},
        {"measure": {"left_out": [(3, "作废")]}},
        {"measure": {"not_applicable": "没有任务"}},
    ],
    ids=str,
)
def test_whatever_decides_is_in_the_hash(changed):
    assert hash_of(**changed) != hash_of()


def test_the_order_of_rows_is_not():
    turned = {"counted": [2, 1], "left_out": [(3, "退回")]}
    assert hash_of(measure=turned) == hash_of()
