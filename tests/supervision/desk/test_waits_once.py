"""An imported row waits in one to-do: with its batch until that is taken over, alone once somebody has touched it."""

import pytest

from shangrao_nongan import offers
from supervision.grid.services.subject import LIFE
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground import history
from supervision.ground.desk import importing
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make

from .conftest import URL, row

pytestmark = pytest.mark.django_db
ROWS, BATCHES = "subjects_waiting", "imports_waiting"


@pytest.fixture
def batch(cast, sheet_of):
    given = [row(name=f"批里的{n}号", kind="农户") for n in range(3)]
    taken = importing.take_in(SUBJECTS, sheet_of(*given), by=cast.guangxin.post)
    return importing.run_import(taken.pk, by=cast.guangxin.post)


def waits(code, member):
    todo = next(one for one in offers.todos() if one.code == code)
    return set(todo.rows(member.post).values_list("pk", flat=True))


def test_the_rows_wait_with_their_batch_and_not_beside_it(cast, batch):
    for member in (cast.guangxin_admin, cast.second, cast.city, cast.township):
        assert not waits(ROWS, member) & set(batch.created_ids), member.name
    assert waits(BATCHES, cast.guangxin_admin) == {batch.pk}
    assert not waits("subjects_review_late", cast.guangxin_admin) & set(batch.created_ids)


def test_what_was_entered_by_hand_waits_as_ever(cast, batch):
    with history.acting(None, "测试"):
        by_hand = make.subject()
        Subject.objects.filter(pk=by_hand.pk).update(
            state=State.SUBMITTED, made_by=cast.guangxin.post, writers=[cast.guangxin.user.pk]
        )
    assert by_hand.pk in waits(ROWS, cast.guangxin_admin)


def test_what_was_handled_since_waits_alone(cast, batch):
    one = Subject.objects.get(pk=batch.created_ids[0])
    LIFE.return_(one, by=cast.guangxin_admin.post, why="请补电话")
    LIFE.submit(Subject.objects.get(pk=one.pk), by=cast.guangxin.post)
    assert waits(ROWS, cast.guangxin_admin) & set(batch.created_ids) == {one.pk}


def test_what_the_batch_left_behind_waits_alone(cast, batch):
    one, *others = batch.created_ids
    with history.acting(None, "测试"):  # written by the reviewer too: he may not take it over with the rest
        Subject.objects.filter(pk=one).update(writers=[cast.guangxin.user.pk, cast.guangxin_admin.user.pk])
    cast.guangxin_admin.post_to(f"{URL}import/{batch.pk}/review/", {"verb": "accept"}, follow=True)
    assert {s.state for s in Subject.objects.filter(pk__in=others)} == {State.ACCEPTED}
    assert waits(ROWS, cast.second) & set(batch.created_ids) == {one}
