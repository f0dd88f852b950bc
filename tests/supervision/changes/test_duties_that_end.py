"""What ends a duty needs proof and another person, is not told of before the month, and is read by the city late in
the year.
"""

import datetime as dt

import pytest

from supervision.ground import changes, clock, desk
from supervision.ground.changes import Change, Nature
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.subjects import Kind, Status
from supervision.offers import TODOS
from tests import make

from .maker import accepted, fresh, told

ENDING = [
    {"status": Status.SUSPENDED},
    {"status": Status.CLOSED},
    {"kind": Kind.SMALLHOLDER},
    {"grown": "豇豆"},
]


def grower():
    subject = make.subject()
    told(subject, grown="柑|10-12|50亩；豇豆")
    return fresh(subject)


def listed(member, **asked):
    found, rows = desk.listing.narrow(changes.CHANGES, post=member.post, data=asked, year=2021)
    assert found.is_valid(), found.errors
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("what", ENDING, ids=[next(iter(one)) for one in ENDING])
def test_it_needs_proof_another_person_and_the_month(cast, what):
    subject = grower()
    with pytest.raises(RuleViolation, match="须有证明材料") as unproven:
        told(subject, **what)
    assert unproven.value.field == "proof"
    with pytest.raises(RuleViolation, match="最早为 2021-12-01"):
        told(subject, proof=True, effective_on=dt.date(2021, 11, 30), **what)
    (change,) = told(subject, proof=True, effective_on=dt.date(2021, 12, 1), **what)
    assert (change.nature, change.ends_duty) == (Nature.ENDING, True)
    with pytest.raises(RuleViolation, match="不能审核自己填报"):
        accepted(change, by="township")
    before = fresh(subject)
    assert (before.status, before.kind) == (Status.ACTIVE, Kind.COOPERATIVE)
    assert before.crops.filter(ended_on=None).count() == 2
    accepted(change)


def test_the_last_crop_is_not_ended_by_one_person(cast):
    subject = grower()
    (change,) = told(subject, grown="", proof=True)
    assert fresh(subject).crops.filter(ended_on=None).count() == 2
    accepted(change)
    ended = fresh(subject).crops.values_list("ended_on", flat=True)
    assert set(ended) == {change.effective_on}


def test_more_duties_need_no_proof(cast):
    farmer = make.subject(kind=Kind.SMALLHOLDER)
    (more,) = told(farmer, grown="茶鲜叶|3-5")
    assert more.nature == Nature.AT_ONCE
    with pytest.raises(RuleViolation, match="须有证明材料"):
        told(farmer, kind=Kind.COOPERATIVE)
    (bound,) = told(farmer, kind=Kind.COOPERATIVE, proof=True)
    assert not bound.ends_duty


def test_the_city_reads_those_of_the_fourth_quarter(cast):
    (late,) = told(make.subject(), status=Status.CLOSED, proof=True)
    (other,) = told(make.subject(), name="只是改名")
    with clock.at(dt.date(2021, 8, 10)):
        (early,) = told(make.subject(), status=Status.CLOSED, proof=True, effective_on=dt.date(2021, 8, 2))
    assert listed(cast.city, less="q4") == {late.pk}
    assert listed(cast.city, less="1") == {late.pk, early.pk}
    assert listed(cast.xinzhou, less="q4") == set(), "not the neighbour's"
    todo = next(todo for todo in TODOS if todo.code == "changes_fourth_quarter")
    assert list(todo.rows(cast.city.post)) == [late]
    row = changes.CHANGES.to_judge(cast.city.post).get(pk=late.pk)
    changes.look(row, by=cast.city.post)
    assert not todo.rows(cast.city.post).exists()
    assert listed(cast.city, less="q4", read="1") == {late.pk}
    with pytest.raises(RuleViolation, match="已经查看过"):
        changes.look(Change.objects.get(pk=late.pk), by=cast.reviewer.post)
    with pytest.raises(Forbidden):
        changes.look(Change.objects.get(pk=other.pk), by=cast.guangxin.post)
