"""Nobody issues for a subject that is not at work: closed, suspended, void, or not yet entered."""

import datetime as dt

import pytest

from certificates import services
from certificates.models import Certificate
from supervision.grid.services.subject import change_status
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make
from tests.certificates.make import certificate, row


def closed(how):
    subject = make.subject("停业合作社", registered_on=dt.date(2021, 1, 4))
    change_status(subject, by=make.post("guangxin"), status=how, since=dt.date(2021, 12, 1), why="停业")
    return subject


def in_state(state):
    subject = make.subject("作废合作社")
    Subject.objects.filter(pk=subject.pk).update(state=state, voided_why="重复" if state == State.VOID else "")
    return Subject.objects.get(pk=subject.pk)


NOT_AT_WORK = {
    "closed": lambda: closed("closed"),
    "suspended": lambda: closed("suspended"),
    "draft": lambda: in_state(State.DRAFT),
    "returned": lambda: in_state(State.RETURNED),
    "void": lambda: in_state(State.VOID),
}


@pytest.mark.parametrize("how", NOT_AT_WORK)
def test_it_is_refused_singly_and_in_bulk(cast, how):
    subject = NOT_AT_WORK[how]()
    with pytest.raises(RuleViolation, match="不在营") as refused:
        certificate(by=cast.township.post, subject=subject)
    assert refused.value.field == "subject"
    with pytest.raises(RuleViolation, match="不在营"):
        services.issue_many([row(subject=make.subject("在营合作社")), row(subject=subject)], by=system_post())
    assert not Certificate.objects.exists()
