"""Closed in time, of those that were due."""

import datetime as dt

from supervision.ground.measures import Period
from supervision.models import Rectification
from supervision.patrols.figures.indicators import RECTIFICATION
from supervision.patrols.services.rectification import pass_recheck, report_fixed
from tests.supervision.patrol.maker import rectify


def closed(cast, day):
    order = Rectification.objects.get(patrol=rectify(accepted=True))
    if day:
        report_fixed(order, by=cast.township.post, fixed_on=day, report="已改")
        pass_recheck(order, by=cast.guangxin.post, closed_on=day, recheck="")
    return order


def test_in_time_late_and_open(cast, django_assert_num_queries):
    last_day, late, still = (closed(cast, day) for day in (dt.date(2021, 11, 18), dt.date(2021, 11, 19), None))
    with django_assert_num_queries(2):
        found = RECTIFICATION.compute(Period.of_year(2021), {})
    measure = found["361104"]
    assert measure.counted == [last_day.pk]
    assert measure.left_out == [(late.pk, "逾期销号"), (still.pk, "尚未销号")]
    assert len(found) == 12
    assert found["361102"].not_applicable


def test_what_is_not_due_yet_is_not_asked(cast):
    closed(cast, None)
    found = RECTIFICATION.compute(Period(dt.date(2021, 1, 1), dt.date(2021, 11, 17)), {})["361104"]
    assert (found.denominator, found.value) == (0, None)
