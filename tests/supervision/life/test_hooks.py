"""What a noun's life asks its hooks, and when: tried with the trainings under a life made for the test."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.grid.training import Training, TrainingLife
from supervision.ground import facts
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.records import State
from tests import make

HELD, TOLD = "patrol.done", "production.irregular"
GIVEN = {
    "topic": "快检", "held_on": dt.date(2021, 11, 3), "organiser": "监管站", "audience": "testers", "hours": 4,
    "invited": 30, "present": 28,
}  # fmt: skip


class Told(TrainingLife):
    """Tells that it was held when accepted, and more when nobody came; keeps a list of what followed."""

    swept = frozenset({TOLD})

    def __init__(self) -> None:
        self.seen: list[tuple[int, str, str]] = []

    def tells(self, training):
        if training.state == State.ACCEPTED:
            yield {"kind": HELD, "on": training.held_on, "source": training}

    def follows(self, rows, by, why):
        self.seen += [(row.pk, row.state, why) for row in rows]

    def decider(self, training, post):
        return "授课人不能审核。" if post.user.name == training.trainers else ""


@pytest.fixture
def life() -> Told:
    return Told()


def standing(record) -> set[str]:
    return set(facts.Fact.objects.live().of_source(record).values_list("kind", flat=True))


def test_facts_stand_while_the_record_counts_and_go_with_it(cast, life):
    row = life.create(by=cast.township.post, submit=True, **GIVEN)
    assert standing(row) == set()
    life.accept(row, by=cast.guangxin.post)
    assert standing(row) == {HELD}
    life.return_(row, by=cast.guangxin.post, why="请补照片")
    assert standing(row) == set()
    life.submit(row, by=cast.township.post)
    life.accept(row, by=cast.guangxin.post)
    assert standing(row) == {HELD}
    life.void(row, by=cast.guangxin.post, why="重复")
    assert standing(row) == set()
    states = [State.SUBMITTED, State.ACCEPTED, State.RETURNED, State.SUBMITTED, State.ACCEPTED, State.VOID]
    assert [state for _pk, state, _why in life.seen] == states
    assert life.seen[-1] == (row.pk, State.VOID, "重复")


def test_a_draft_tells_nothing_and_nothing_follows(cast, life):
    row = life.create(by=cast.township.post, **GIVEN)
    life.edit(row, by=cast.township.post, version=row.version, topic="快检二期")
    assert (standing(row), life.seen) == (set(), [])


def test_another_day_is_another_fact_and_the_old_one_is_taken_back(cast, life):
    row = life.create(by=cast.township.post, submit=True, **GIVEN)
    life.accept(row, by=cast.guangxin.post)
    life.change(row, by=cast.guangxin.post, verb="更正日期", held_on=dt.date(2021, 11, 4))
    (fact,) = facts.Fact.objects.live().of_source(row)
    assert fact.on == dt.date(2021, 11, 4)
    assert facts.Fact.objects.of_source(row).count() == 3  # told, taken back, told anew


def test_what_time_tells_stays_until_the_record_leaves_the_figures(cast, life):
    row = life.create(by=cast.township.post, submit=True, **GIVEN)
    facts.record(TOLD, on=row.held_on, source=row, by=cast.guangxin.post)
    life.accept(row, by=cast.guangxin.post)
    assert standing(row) == {HELD, TOLD}
    life.void(row, by=cast.guangxin.post, why="重复")
    assert standing(row) == set()


def test_who_may_not_decide_is_told_and_nothing_moves(cast, life):
    row = life.create(by=cast.township.post, submit=True, **GIVEN, trainers=cast.guangxin.user.name)
    with pytest.raises(RuleViolation, match="授课人不能审核。"):
        life.accept(row, by=cast.guangxin.post)
    row.refresh_from_db()
    assert (row.state, standing(row)) == (State.SUBMITTED, set())


def test_a_stale_correction_changes_nothing(cast, life):
    row = life.create(by=cast.township.post, **GIVEN)
    again = Training.objects.get(pk=row.pk)
    life.edit(row, by=cast.township.post, version=row.version, topic="先")
    with pytest.raises(StaleEdit):
        life.edit(again, by=cast.township.post, version=again.version, topic="后")
    assert Training.objects.get().topic == "先"


def test_many_at_once_obey_the_same_rules_and_tell_the_same(cast, life):
    rows = life.create_many([GIVEN | {"topic": f"第{n}期", "region": make.region("361104290")} for n in (1, 2)],
                            by=cast.guangxin.post, state=State.ACCEPTED)  # fmt: skip
    assert [standing(row) for row in rows] == [{HELD}, {HELD}]
    with pytest.raises(RuleViolation, match="实到人数"):
        life.create_many([GIVEN | {"present": 31}], by=cast.guangxin.post)
    assert Training.objects.count() == 2


def test_what_follows_one_follows_many_once_and_drafts_bring_nothing(cast, life):
    rows = [GIVEN | {"topic": f"第{n}期", "region": make.region("361104290")} for n in (1, 2)]
    life.create_many(rows, by=cast.guangxin.post, state=State.DRAFT)
    assert life.seen == []
    made = life.create_many(rows, by=cast.guangxin.post, state=State.SUBMITTED)
    assert life.seen == [(row.pk, State.SUBMITTED, "") for row in made]
