"""Who took a record over, and when, stands as long as it is taken over, also by hand."""

import pytest

from supervision.grid.training import TRAININGS
from supervision.ground.people import Role
from supervision.ground.records import State
from tests import registers
from tests.forged import sets, told
from tests.supervision.alone.maker import again, fresh, joined, only, training
from tests.supervision.records.test_who_decides import second_post_of

pytestmark = pytest.mark.django_db
CHANGES = ["accepted_by_id = NULL", "accepted_at = now()", "number = 'x'", "made_at = now()", "alone = NOT alone"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("label", ["supervision.patrol", "supervision.case", "greenfood.certification"])
def test_what_was_taken_over_keeps_its_stamps(cast, label, change):
    row = registers.make(label)
    assert row.state == State.ACCEPTED
    assert "不能修改" in told(sets(row._meta.db_table, change), row=row.pk)


def test_what_stands_alone_is_confirmed_by_another_person_only(cast):
    """By hand as well: not by who took it over, in whatever post."""
    row = training(only(cast.city))
    row = TRAININGS.life.accept(again(row), by=fresh(cast.city))
    confirms = sets(row._meta.db_table, "alone = FALSE, accepted_by_id = %(by)s")
    for by in (cast.city.post, second_post_of(cast.city, Role.REVIEW_ONLY)):
        assert "不能修改" in told(confirms, row=row.pk, by=by.pk)
    assert told(confirms, row=row.pk, by=joined(cast.reviewer).pk) == ""
