"""Who has registered no product counts as bound to issue certificates: the first products end that only with a paper
and a second person.
"""

import pytest

from supervision.ground.changes import Nature
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Kind
from tests import make

from .maker import accepted, fresh, told


def grows(subject):
    return sorted(fresh(subject).crops.filter(ended_on=None).values_list("product__name", flat=True))


def test_what_is_outside_of_the_duty_is_not_written_at_once(cast):
    subject = make.subject()
    with pytest.raises(RuleViolation, match="须有证明材料"):
        told(subject, grown="绿茶|3-5")
    (change,) = told(subject, grown="绿茶|3-5", proof=True)
    assert (change.nature, change.ends_duty, grows(subject)) == (Nature.ENDING, True, [])
    accepted(change)
    assert grows(subject) == ["绿茶"]


def test_what_is_bound_is_written_at_once(cast):
    subject = make.subject()
    (change,) = told(subject, grown="绿茶|3-5；豇豆")
    assert change.nature == Nature.AT_ONCE and len(grows(subject)) == 2
    (more,) = told(subject, grown="绿茶|3-5；豇豆；红茶")
    assert more.nature == Nature.AT_ONCE


def test_a_farmer_who_is_not_bound_writes_what_he_grows(cast):
    (change,) = told(make.subject(kind=Kind.SMALLHOLDER), grown="绿茶")
    assert change.nature == Nature.AT_ONCE
