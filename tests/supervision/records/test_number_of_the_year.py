"""A number carries the year of the event, not that of the entry."""

import datetime as dt

from tests import make


def test_entered_later_it_is_numbered_in_its_own_year(cast):
    assert make.subject(registered_on=dt.date(2020, 12, 31)).number.startswith("ZT-361104-2020-")
    assert make.subject(registered_on=dt.date(2021, 1, 1)).number.startswith("ZT-361104-2021-")
