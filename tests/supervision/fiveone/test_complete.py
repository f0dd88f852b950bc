"""A township has its five things when it has all five."""

import pytest

from supervision.grid.rules.fiveone import Evidence, FiveOne
from supervision.grid.vocabulary.fiveone import One


@pytest.mark.parametrize("missing", [None, *One])
def test_one_missing_is_not_complete(missing):
    five = FiveOne({one: Evidence(done=one != missing) for one in One})
    assert five.done == 5 - (missing is not None)
    assert five.complete is (missing is None)
