"""Rows of an imported batch that a person has in hand are taken over with it, never by 系统."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock, history
from supervision.ground.desk.models import BatchState, ImportBatch, Review
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make

from .maker import FRIDAY, manner, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(cast):
    """Two of 董团乡, as if they had come with one workbook."""

    def go(**told):
        rows = [make.subject(f"{name}种植专业合作社", at="361104200") for name in ("青禾", "锦绣")]
        keys, moment = [row.pk for row in rows], dt.datetime.combine(FRIDAY, dt.time(1), dt.UTC)
        with history.acting(None, "测试"):
            waits = {"state": State.SUBMITTED, "accepted_by": None, "accepted_at": None, "version": 1}
            Subject.objects.filter(pk__in=keys).update(
                made_by=cast.guangxin.post, writers=[cast.guangxin.user.pk], submitted_at=moment, **waits
            )
        by = cast.guangxin.post
        batch = ImportBatch(register="subjects", name="名录.xlsx", made_by=by, imported_by=by, created_ids=keys)
        for name, value in told.items():
            setattr(batch, name, value)
        batch.save()
        return Subject.objects.filter(pk__in=keys)

    return go


@pytest.mark.parametrize(
    ("review", "state", "taken"),
    [
        (Review.WAITING, BatchState.DONE, 0),
        (Review.GOING, BatchState.DONE, 0),
        (Review.WAITING, BatchState.UNDOING, 0),
        (Review.GOING, BatchState.UNDOING, 0),
        (Review.ACCEPTED, BatchState.DONE, 2),
    ],
)
def test_the_program_keeps_off_what_is_in_hand(cast, imported, review, state, taken):
    """Whether the job that reviews it is queued, at it or cancelled: it was begun, so it is a person's."""
    paper(subjects="free")
    rows = imported(review=review, state=state)
    with clock.at(dt.date(2021, 12, 20)):
        manner.take_over()
    assert rows.filter(state=State.ACCEPTED).count() == taken


@pytest.mark.parametrize(
    ("told", "singly"),
    [
        ({"review": Review.GOING, "state": BatchState.DONE}, 0),
        ({"review": Review.GOING, "state": BatchState.DONE, "moves": 1}, 2),
        ({"review": Review.WAITING, "state": BatchState.UNDOING}, 2),
    ],
)
def test_for_people_each_row_waits_in_one_place(cast, imported, told, singly):
    """With the batch while that can be taken over; alone where it was decided before or its undo was broken off."""
    rows = imported(**told)
    assert rows.waiting_for(cast.guangxin_admin.post).count() == singly
