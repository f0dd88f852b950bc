"""What was told where a subject was is not put in force where it has gone since: its own place tells it again."""

import pytest

from supervision.ground.changes import Change, Standing
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Status
from tests import make
from tests.cast import DONGTUAN, SHAXI

from .maker import accepted, fresh, told


def test_the_old_side_does_not_rename_it(cast):
    subject = make.subject(at=DONGTUAN)
    (name,) = told(subject, name="新名字")
    (move,) = told(subject, region=SHAXI, proof=True)
    accepted(move, by="xinzhou")
    with pytest.raises(RuleViolation, match="请由现所在地重新申请"):
        accepted(name)
    assert fresh(subject).name != "新名字"
    assert Change.objects.get(pk=name.pk).state == Standing.WAITING
    (again,) = told(subject, by="neighbour_township", name="新名字")
    accepted(again, by="xinzhou")
    assert fresh(subject).name == "新名字"


def test_whom_it_goes_on_for_has_moved_away(cast):
    before, after = make.subject(at=DONGTUAN), make.subject(at=DONGTUAN)
    (inherits,) = told(after, predecessor=before, proof=True)
    (move,) = told(before, region=SHAXI, proof=True)
    accepted(move, by="xinzhou")
    with pytest.raises(RuleViolation, match="不在同一个县"):
        accepted(inherits)
    assert fresh(before).status == Status.ACTIVE


def test_the_city_does_not_name_one_of_another_county(cast):
    with pytest.raises(RuleViolation, match="不在同一个县") as refused:
        told(make.subject(), by="city", predecessor=make.subject(at=SHAXI), proof=True)
    assert refused.value.field == "predecessor"
