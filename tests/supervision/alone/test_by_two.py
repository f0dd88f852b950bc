"""What changes the register for good, a change or a merging, is never put in force by the city's one person alone."""

import pytest

from supervision.grid.merging import MERGES, Merge, confirm_merge, propose_merge
from supervision.ground import changes, history
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make
from tests.supervision.changes.maker import told

from .maker import fresh, joined, only


def test_a_change(cast):
    subject = make.subject(name="老名字")
    by = only(cast.city)
    (change,) = told(subject, by="city", name="新名字")
    row = changes.CHANGES.to_judge(by).get(pk=change.pk)
    with pytest.raises(RuleViolation, match="不能审核自己填报的记录"):
        changes.LIFE.accept(row, by=fresh(cast.city))
    assert Subject.objects.get(pk=subject.pk).name == "老名字"
    other = joined(cast.reviewer)
    row = changes.LIFE.accept(changes.CHANGES.to_judge(other).get(pk=change.pk), by=other)
    assert (row.state, row.alone) == (State.ACCEPTED, False)


def test_a_merging(cast):
    double, kept = make.subject(), make.subject()
    by = only(cast.city)
    made = propose_merge(by=cast.guangxin.post, submit=True, subject=double, into=kept, why="现场核实，同一负责人")
    with history.acting(None, "测试"):
        Merge.objects.filter(pk=made.pk).update(writers=[by.user_id])
    with pytest.raises(RuleViolation, match="您修改或提交过这条记录"):
        confirm_merge(MERGES.to_judge(by).get(pk=made.pk), by=fresh(cast.city))
    assert Merge.objects.get(pk=made.pk).state == State.SUBMITTED


def test_neither_waits_to_be_confirmed_later(cast):
    assert MERGES.verb_named("confirm") is None and changes.CHANGES.verb_named("confirm") is None
