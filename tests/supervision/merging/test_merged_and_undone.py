"""Merging points the double at the one that stays, by two people; undoing it takes the pointer away again."""

import pytest

from supervision.grid.merging import LIFE, Merge, confirm_merge, propose_merge, undo_merge
from supervision.grid.services.subject import LIFE as SUBJECTS
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make
from tests.cast import DONGTUAN, SHAXI

WHY = "现场核实，同一块基地、同一负责人"


def fresh(merge):
    return Merge.objects.select_related("made_by__user", "made_by__organisation__region").get(pk=merge.pk)


@pytest.fixture
def pair(cast):
    return make.subject("绿源蔬菜专业合作社", at=DONGTUAN), make.subject("新绿源农场", at=DONGTUAN)


def merged(cast, double, kept):
    made = propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why=WHY)
    confirm_merge(fresh(made), by=cast.guangxin.post)
    return fresh(made)


def test_the_pointer_stands_once_a_second_person_confirms(cast, pair):
    double, kept = pair
    made = propose_merge(by=cast.guangxin.post, submit=True, subject=double, into=kept, why=WHY)
    assert Subject.objects.get(pk=double.pk).merged_into is None
    with pytest.raises(RuleViolation, match="不能审核自己填报的记录"):
        confirm_merge(fresh(made), by=cast.guangxin.post)
    confirm_merge(fresh(made), by=cast.guangxin_admin.post)
    stands = Subject.objects.get(pk=double.pk)
    assert stands.merged_into == kept and stands.state == State.ACCEPTED


def test_a_township_confirms_none(cast, pair):
    double, kept = pair
    made = propose_merge(by=cast.guangxin.post, submit=True, subject=double, into=kept, why=WHY)
    with pytest.raises(Forbidden):
        confirm_merge(fresh(made), by=cast.township.post)


def test_undone_it_stands_for_itself_and_the_trace_says_why(cast, pair):
    double, kept = pair
    one = fresh(propose_merge(by=cast.guangxin.post, submit=True, subject=double, into=kept, why=WHY))
    confirm_merge(one, by=cast.guangxin_admin.post)
    with pytest.raises(RuleViolation, match="不能作废自己填报的记录"):
        undo_merge(fresh(one), by=cast.guangxin.post, why="弄错了")
    undo_merge(fresh(one), by=cast.guangxin_admin.post, why="弄错了")
    again = Subject.objects.get(pk=double.pk)
    assert again.merged_into is None
    told = [(event.pgh_context.metadata["verb"], event.merged_into_id) for event in again.events.order_by("pgh_id")]
    assert told[-2:] == [("确认合并", kept.pk), ("撤销合并", None)]
    merged(cast, Subject.objects.get(pk=double.pk), kept)  # and may be merged again


def test_returning_the_merge_takes_the_pointer_away(cast, pair):
    one = merged(cast, *pair)
    LIFE.return_(one, by=cast.guangxin_admin.post, why="依据不足")
    assert Subject.objects.get(pk=pair[0].pk).merged_into is None


@pytest.mark.parametrize("double", ["first", "second"])
def test_no_chains_and_no_circles(cast, pair, double):
    merged(cast, *pair)
    third = make.subject("第三家合作社", at=DONGTUAN)
    first, second = (Subject.objects.get(pk=one.pk) for one in pair)
    given = {"first": (third, first), "second": (second, third)}[double]
    with pytest.raises(RuleViolation, match="已并入"):
        propose_merge(by=cast.township.post, submit=True, subject=given[0], into=given[1], why=WHY)
    with pytest.raises(RuleViolation):
        propose_merge(by=cast.township.post, submit=True, subject=second, into=first, why=WHY)
    with pytest.raises(RuleViolation, match="不能并入自身"):
        propose_merge(by=cast.township.post, submit=True, subject=third, into=third, why=WHY)


def test_two_proposals_cannot_make_a_chain(cast, pair):
    double, kept = pair
    third = make.subject("第三家合作社", at=DONGTUAN)
    one = propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why=WHY)
    two = propose_merge(by=cast.township.post, submit=True, subject=kept, into=third, why=WHY)
    confirm_merge(fresh(one), by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="已并入"):
        confirm_merge(fresh(two), by=cast.guangxin.post)
    assert Subject.objects.get(pk=kept.pk).merged_into is None


def test_one_proposal_of_a_double_at_a_time(cast, pair):
    double, kept = pair
    third = make.subject("第三家合作社", at=DONGTUAN)
    propose_merge(by=cast.township.post, submit=True, subject=double, into=kept, why=WHY)
    with pytest.raises(RuleViolation, match="已有待审核或已生效的合并"):
        propose_merge(by=cast.township.post, submit=True, subject=double, into=third, why=WHY)


def test_never_across_counties_and_never_the_neighbours(cast, pair):
    there = make.subject("绿源蔬菜合作社", at=SHAXI)
    with pytest.raises(RuleViolation, match="不在同一个县"):  # nor by the city, which sees both
        LIFE.check(Merge(subject=pair[0], into=there, why=WHY), cast.city.post, complete=True)
    for given in ({"subject": there, "into": pair[0]}, {"subject": pair[0], "into": there}):
        with pytest.raises(RuleViolation, match="请选择辖区内的监管对象"):
            propose_merge(by=cast.township.post, submit=True, why=WHY, **given)
    assert not Merge.objects.exists()


def test_neither_leaves_the_register_while_they_are_one(cast, pair):
    double, kept = pair
    one = merged(cast, double, kept)
    for subject in pair:
        again = Subject.objects.select_related("made_by", "accepted_by").get(pk=subject.pk)
        for verb in (SUBJECTS.void, SUBJECTS.return_):
            with pytest.raises(RuleViolation, match="请先撤销合并"):
                verb(again, by=cast.city.post, why="弄错了")
    undo_merge(fresh(one), by=cast.guangxin_admin.post, why="弄错了")
    SUBJECTS.void(Subject.objects.get(pk=double.pk), by=cast.city.post, why="弄错了")


def test_who_has_an_account_stays(cast, pair):
    producer = Subject.objects.get(organisation=cast.producer.post.organisation)
    with pytest.raises(RuleViolation, match="已开通企业账号"):
        propose_merge(by=cast.township.post, submit=True, subject=producer, into=pair[1], why=WHY)
    merged(cast, pair[0], producer)
