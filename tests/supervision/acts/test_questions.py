"""已办, 我发起, and who else has written on a record since it was handed in."""

from __future__ import annotations

from supervision.grid.training import TRAININGS
from supervision.ground import acts

from .test_noting import GIVEN

LIFE = TRAININGS.life


def test_done_and_started(cast):
    own = LIFE.create(by=cast.township.post, submit=True, **GIVEN)
    LIFE.accept(own, by=cast.guangxin.post)
    draft = LIFE.create(by=cast.guangxin.post, **GIVEN)
    mine = acts.done_by(cast.guangxin.user).filter(register="supervision.training")
    assert [(act.record, act.kind) for act in mine] == [(draft.pk, "drafted"), (own.pk, "accepted")]
    assert [act.record for act in acts.started_by(cast.guangxin.user)] == [draft.pk]
    assert [act.record for act in acts.started_by(cast.township.user)] == [own.pk]
    assert not acts.done_by(cast.xinzhou.user).exists()


def test_a_draft_is_its_makers_own(cast):
    row = LIFE.create(by=cast.township.post, **GIVEN)
    LIFE.edit(row, by=cast.guangxin.post, version=row.version, topic="改题")
    assert acts.editors_since_submission(row) == set()
    LIFE.submit(row, by=cast.township.post)
    assert acts.editors_since_submission(row) == set()


def test_who_corrects_what_came_back_has_written_on_it(cast):
    row = LIFE.create(by=cast.township.post, submit=True, **GIVEN)
    LIFE.return_(row, by=cast.reviewer.post, why="请补")
    assert acts.editors_since_submission(row) == set()
    LIFE.edit(row, by=cast.guangxin.post, version=row.version, topic="改题")
    LIFE.submit(row, by=cast.guangxin_admin.post)
    LIFE.accept(row, by=cast.city.post)
    assert acts.editors_since_submission(row) == {cast.guangxin.user.pk, cast.guangxin_admin.user.pk}


def test_a_step_of_the_matter_is_written_too(cast):
    row = LIFE.create(by=cast.township.post, submit=True, **GIVEN)
    other = LIFE.create(by=cast.township.post, submit=True, **GIVEN)
    LIFE.change(row, by=cast.guangxin.post, verb="更正", trainers="市站")
    assert acts.editors_since_submission(row) == {cast.guangxin.user.pk}
    assert acts.editors_since_submission(other) == set()
