"""Who took a record over, and when, stands as long as it is taken over, also by hand."""

import pytest

from supervision.ground.records import State
from tests import registers
from tests.forged import sets, told

pytestmark = pytest.mark.django_db
CHANGES = ["accepted_by_id = NULL", "accepted_at = now()", "number = 'x'", "made_at = now()", "alone = NOT alone"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("label", ["supervision.patrol", "supervision.case", "greenfood.certification"])
def test_what_was_taken_over_keeps_its_stamps(cast, label, change):
    row = registers.make(label)
    assert row.state == State.ACCEPTED
    assert "不能修改" in told(sets(row._meta.db_table, change), row=row.pk)
