"""The same name is one product within a county and a family of certificates, and no further."""

import pytest

from greenfood import rules

ONE = {"county": "361103", "holder": "#3", "product": "马家柚", "product_code": "FRU010"}


@pytest.mark.parametrize("kind", ["agi", "green", "organic"])
def test_another_countys_is_another(kind):
    here, there = (rules.product_key(kind=kind, **ONE | {"county": county}) for county in ("361103", "361104"))
    assert here != there


def test_organic_after_its_conversion_is_the_same():
    assert rules.product_key(kind="conversion", **ONE) == rules.product_key(kind="organic", **ONE)
