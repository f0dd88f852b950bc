"""A recheck lies after what was put right, and not tomorrow."""

import datetime as dt

import pytest

from supervision.ground.errors import RuleViolation
from supervision.models import Rectification
from supervision.patrols.services.rectification import pass_recheck, report_fixed
from tests.supervision.patrol.maker import rectify


@pytest.mark.parametrize("day", [dt.date(2021, 11, 9), dt.date(2021, 12, 21)])
def test_not_before_and_not_tomorrow(cast, day):
    order = Rectification.objects.get(patrol=rectify(accepted=True))
    report_fixed(order, by=cast.township.post, fixed_on=dt.date(2021, 11, 10), report="已补记")
    with pytest.raises(RuleViolation) as refused:
        pass_recheck(order, by=cast.guangxin.post, closed_on=day, recheck="属实")
    assert refused.value.field == "closed_on"
