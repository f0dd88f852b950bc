"""A renewal begins after the certificate it renews."""

import datetime as dt

import pytest

from greenfood import services
from supervision.ground.errors import RuleViolation
from tests.greenfood.make import certification

D = dt.date


@pytest.mark.parametrize("valid_from", [D(2020, 3, 1), D(2020, 2, 29)])
def test_not_on_the_same_day_or_before(cast, valid_from):
    old = certification()
    with pytest.raises(RuleViolation, match="应晚于原证书") as refused:
        services.renew(
            old, by=cast.guangxin.post, certificate_number="N", valid_from=valid_from, valid_to=D(2023, 2, 27)
        )
    assert refused.value.field == "valid_from"
