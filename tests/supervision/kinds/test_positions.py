"""Half a position is none; what cannot be meant is refused, what lies elsewhere is asked about."""

from decimal import Decimal

import pytest

from supervision.ground import kinds

fault, doubt = kinds.positions.fault, kinds.positions.doubt


@pytest.mark.parametrize(
    ("latitude", "longitude", "field", "said"),
    [
        (28.4, None, "longitude", "要么都填"),
        (None, 117.9, "latitude", "要么都填"),
        (0, 0, "latitude", "定位没有成功"),
        (Decimal("117.9"), Decimal("28.4"), "latitude", "写反"),
        (-91, 10, "latitude", "纬度应在-90至90之间"),
        (28, 181, "longitude", "经度应在-180至180之间"),
    ],
)
def test_no_position(latitude, longitude, field, said):
    found = fault(latitude, longitude)
    assert found is not None and found[0] == field and said in found[1]
    assert doubt(latitude, longitude) == ""


@pytest.mark.parametrize(("latitude", "longitude"), [(28.45, 117.97), (27.81, 116.3), (29.7, 118.4), (None, None)])
def test_at_home_nothing_is_asked(latitude, longitude):
    assert fault(latitude, longitude) is None
    assert doubt(latitude, longitude) == ""


@pytest.mark.parametrize(("latitude", "longitude"), [(39.9, 116.4), (28.68, 115.86), (51.5, -0.1)])
def test_elsewhere_is_a_question(latitude, longitude):
    assert fault(latitude, longitude) is None
    assert "请核对" in doubt(latitude, longitude)
