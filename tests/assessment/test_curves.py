"""Every curve as a table; the figures are fractions, the points exact."""

from decimal import Decimal as D

import pytest

from shangrao_nongan.assessment import rules

PASS = {"target": "0.98", "step": "0.001", "per_step": "0.5", "floor": "0.96"}


@pytest.mark.parametrize(
    ("curve", "value", "full", "params", "points"),
    [
        ("proportional", "0.5", 15, {"target": 1}, "7.5"),
        ("proportional", "1.2", 15, {"target": 1}, "15"),
        ("proportional", "-0.4", 6, {"target": 1}, "0"),
        ("proportional", "1", 6, {"target": 2}, "3"),
        ("deduct_per_step", "0.98", 13, PASS, "13"),
        ("deduct_per_step", "0.979", 13, PASS, "12.5"),
        ("deduct_per_step", "0.9795", 13, PASS, "12.5"),
        ("deduct_per_step", "0.96", 13, PASS, "3"),
        ("deduct_per_step", "0.9599", 13, PASS, "0"),
        ("deduct_per_step", "0.95", 2, PASS | {"floor": 0}, "0"),
        ("all_or_nothing", "1", 5, {"target": 1}, "5"),
        ("all_or_nothing", "0.99", 5, {"target": 1}, "0"),
        ("deduct_per_event", "2", 5, {"per_event": "1.5"}, "2"),
        ("deduct_per_event", "9", 5, {"per_event": "1.5"}, "0"),
        ("bonus_per_event", "1", 3, {"per_event": "0.5"}, "0.5"),
        ("bonus_per_event", "10", 3, {"per_event": "0.5"}, "3"),
        ("bands", "0", 5, {"bands": [[2, 1], [1, "0.6"]]}, "0"),
        ("bands", "1", 5, {"bands": [[2, 1], [1, "0.6"]]}, "3.0"),
        ("bands", "7", 5, {"bands": [[2, 1], [1, "0.6"]]}, "5"),
        ("veto", "1", 0, {}, "0"),
    ],
)
def test_points(curve, value, full, params, points):
    assert rules.CURVES[curve](D(value), D(full), params) == D(points)


@pytest.mark.parametrize(("value", "struck"), [(None, False), ("0", False), ("1", True)])
@pytest.mark.parametrize("params", [{}, {"allowed": 0}])
def test_veto_strikes_on_the_first_event(value, struck, params):
    assert rules.struck_by(None if value is None else D(value), params) is struck


def test_a_missing_parameter_is_named():
    with pytest.raises(ValueError, match="per_event"):
        rules.deduct_per_event(D(1), D(5), {})
