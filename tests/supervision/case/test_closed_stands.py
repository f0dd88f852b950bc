"""A closed case says what was decided until it is returned, also by hand."""

import datetime as dt

import pytest

from supervision.ground.records import State
from tests import registers
from tests.forged import sets, told

pytestmark = pytest.mark.django_db
DAYS = ("filed_on", "decided_on", "closed_on")


def test_a_closed_case_stands(cast):
    row = registers.make("supervision.case")
    days = ", ".join(f"{name} = '{row.opened_on + dt.timedelta(days=at)}'" for at, name in enumerate(DAYS, 1))
    closed = sets("supervision_case", f"{days}, procedure = 'ordinary'")
    assert (row.state, told(closed, row=row.pk)) == (State.ACCEPTED, "")
    for change in ("closed_on = NULL", "decided_on = opened_on", "fine = 1", "category = 'pending'", "document = 'x'"):
        assert "案件已结案" in told(closed, sets("supervision_case", change), row=row.pk), change
    returned = "state = 'returned', returned_why = '更正', accepted_by_id = NULL, accepted_at = NULL"
    assert told(closed, sets("supervision_case", returned), row=row.pk) == "", "it is returned with a reason"
