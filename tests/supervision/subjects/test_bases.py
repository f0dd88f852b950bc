"""A base named again is the same one, however its name is spelled; in another place it is another."""

import datetime as dt

import pytest

from supervision.grid.services.subject import keep_base
from supervision.ground.errors import RuleViolation
from tests import make
from tests.cast import DONGTUAN, SHAXI

ENDED = dt.date(2021, 12, 1)


def kept(subject):
    return list(subject.bases.order_by("pk").values_list("name", "region", "ended_on"))


@pytest.mark.django_db
def test_named_again_in_another_spelling_it_is_corrected_and_ended(cast):
    subject = make.subject()
    told = {"by": cast.township.post, "region": make.region(DONGTUAN)}
    keep_base(subject, name="北山（一）基地", area=30, **told)
    keep_base(subject, name="北山 (一)基地\u200b", ended_on=ENDED, **told)
    assert kept(subject) == [("北山（一）基地", DONGTUAN, ENDED)]
    keep_base(subject, name="北山(一)基地", **told | {"region": make.region(SHAXI)})
    assert kept(subject)[1:] == [("北山(一)基地", SHAXI, None)]


@pytest.mark.django_db
def test_a_name_that_reads_otherwise_is_refused(cast):
    with pytest.raises(RuleViolation, match="隐藏字符"):
        keep_base(make.subject(), by=cast.township.post, region=make.region(DONGTUAN), name="北\u202e山")
