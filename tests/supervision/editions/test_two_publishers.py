"""Two people publish at the same moment: one is through, the other gets a sentence."""

import datetime as dt

import pytest

from supervision.ground import editions
from supervision.ground.errors import RuleViolation
from supervision.models import Checklist
from tests import make
from tests.together import together

from .maker import INDUSTRY, draft, in_force, publish, withdraw

FIRST = dt.date(2022, 1, 1)
pytestmark = pytest.mark.django_db(transaction=True)


def published():
    return list(Checklist.objects.published().filter(key=INDUSTRY).order_by("valid_from"))


@pytest.mark.parametrize("later", [0, 10])
@pytest.mark.parametrize("there_is_one_before", [True, False])
def test_two_drafts_for_the_same_time(there_is_one_before, later):
    """Whether or not there is a row of an older edition to wait for."""
    if not there_is_one_before:
        withdraw(in_force())
    one, two = draft(FIRST + dt.timedelta(days=later)), draft(FIRST)
    through, refused = together(lambda: publish(one), lambda: publish(Checklist.objects.get(pk=two.pk)))
    assert through.state == "published"
    assert isinstance(refused, RuleViolation) and "请刷新后再试" in refused.message
    assert published()[-1] == one and len(published()) == (2 if there_is_one_before else 1)


def test_the_same_draft_twice():
    one = draft(FIRST)
    _, refused = together(lambda: publish(one), lambda: publish(Checklist.objects.get(pk=one.pk)))
    assert isinstance(refused, RuleViolation) and "已被他人修改" in refused.message
    assert published() == [in_force(), one]


def test_published_while_it_is_being_edited():
    """What the publisher read is no longer what is there: nothing goes out unread."""
    one = draft(FIRST)
    _, refused = together(
        lambda: editions.edit(one, by=make.post("city"), version=one.version, items=[{"label": "新的一项"}]),
        lambda: publish(Checklist.objects.get(pk=one.pk)),
    )
    assert isinstance(refused, RuleViolation) and "已被他人修改" in refused.message
    assert published() == [in_force()]
