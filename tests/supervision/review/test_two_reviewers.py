"""Two reviewers at once on the same rows: each row is decided once, and the slower one is told which were not his."""

from __future__ import annotations

import pytest

from supervision.ground import acts
from supervision.ground.desk import Selection, many, picking
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.tables.patrol import PATROLS
from tests.together import together


@pytest.mark.django_db(transaction=True)
def test_each_row_is_decided_once(cast, visit):
    rows = [visit() for _ in range(3)]
    versions = {row.pk: row.version for row in rows}
    mine = picking.pick(PATROLS, versions, by=cast.guangxin.post)
    theirs = picking.pick(PATROLS, versions, by=cast.guangxin_admin.post)
    slow = cast.guangxin_admin.post
    together(
        lambda: many.start(mine, "accept", by=cast.guangxin.post),
        lambda: many.start(theirs, "return", by=slow, why="没有照片"),
    )
    found = Patrol.objects.filter(pk__in=versions)
    assert {(row.state, row.accepted_by_id, row.version) for row in found} == {
        (State.ACCEPTED, cast.guangxin.post.pk, 2)
    }
    left = Selection.objects.get(pk=theirs.pk)
    assert (sorted(left.left_ids), left.done_ids) == (sorted(versions), [])
    assert all(len(acts.on_record(row).filter(kind__in=("accepted", "returned"))) == 1 for row in rows)
