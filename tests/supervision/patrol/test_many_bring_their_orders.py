"""Visits entered as many bring their orders and leads, whichever way the life is asked; what goes on later is one's."""

import pytest

from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from supervision.models import Case, Patrol, Rectification
from supervision.patrols.services.patrol import LIFE
from supervision.patrols.vocabulary.patrol import Answer, Conclusion
from tests import make

from .maker import answers
from .test_bulk import row


def given(cast, conclusion, **more):
    subject = Subject.objects.get(pk=make.subject().pk)
    bad = {"answers": answers(subject, drugs=Answer.BAD), "problems": "用药记录缺失"}
    return row(subject, cast.township.post, conclusion=conclusion, **bad, **more)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
@pytest.mark.parametrize("as_record", [False, True])
def test_the_order_stands_as_its_visit_does(cast, state, as_record):
    wanted = given(cast, Conclusion.RECTIFY, deadline=7)
    rows = [Patrol(**wanted) if as_record else wanted]
    [patrol] = LIFE.create_many(rows, by=cast.guangxin.post, state=state)
    assert Rectification.objects.get(patrol=patrol).state == state


def test_the_same_visit_accepted_later_has_one_order_that_went_with_it(cast):
    [patrol] = LIFE.create_many([given(cast, Conclusion.RECTIFY, deadline=7)], by=system_post(), state=State.SUBMITTED)
    LIFE.accept(patrol, by=cast.guangxin.post)
    assert Rectification.objects.get(patrol=patrol).state == State.ACCEPTED
    LIFE.void(patrol, by=cast.reviewer.post, why="重复")
    order = Rectification.objects.get(patrol=patrol)
    assert (order.state, order.voided_why) == (State.VOID, "重复")


def test_drafts_order_nothing_and_hand_nothing_over(cast):
    rows = [given(cast, Conclusion.RECTIFY, deadline=7), given(cast, Conclusion.TRANSFER)]
    LIFE.create_many(rows, by=system_post(), state=State.DRAFT)
    assert not Rectification.objects.exists()
    assert not Case.objects.exists()
