"""A handling that was void does not close the failure it was about."""

import datetime as dt

import pytest

from monitoring import figures, services
from supervision.ground.measures import Period
from tests.cast import GUANGXIN
from tests.monitoring import making
from tests.monitoring.test_handling import handle

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)


def test_it_counts_while_it_stands(cast):
    sample = making.failed(sampled_on=dt.date(2021, 10, 12))
    handling = handle(sample, cast.guangxin.post)
    services.accept_handling(handling, by=cast.reviewer.post)
    assert figures.handled(YEAR)[GUANGXIN].counted == [sample.pk]
    services.void_handling(handling, by=cast.reviewer.post, why="登记错误")
    measure = figures.handled(YEAR)[GUANGXIN]
    assert (measure.counted, measure.left_out) == ([], [(sample.pk, "未到办结期限")])
