"""Many visits at once: the same rules, a few statements."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from supervision.models import Case, Patrol, Rectification
from supervision.patrols.services.patrol import record_patrols
from supervision.patrols.vocabulary.patrol import Answer, Conclusion, RecordsKept
from tests import make

from .maker import DAY, answers


def row(subject, by, **given):
    fine = {"held_on": DAY, "conclusion": Conclusion.PASS, "records_kept": RecordsKept.COMPLETE}
    return {"subject": subject, "made_by": by, "answers": answers(subject)} | fine | given


def test_rows_become_visits_with_what_follows(cast):
    township, guangxin = cast.township.post, cast.guangxin.post
    subject = Subject.objects.get(pk=make.subject().pk)
    bad = answers(subject, drugs=Answer.BAD)
    course = {
        "fixed_on": dt.date(2021, 11, 9),
        "fixed_by": township,
        "report": "已补记",
        "closed_on": dt.date(2021, 11, 12),
        "rechecked_by": guangxin,
    }
    wrong = {"answers": bad, "problems": "问题"}
    made = record_patrols(
        [
            row(subject, township),
            row(subject, township, conclusion=Conclusion.RECTIFY, deadline=15, rectification=course, **wrong),
            row(subject, township, conclusion=Conclusion.RECTIFY, deadline=7, **wrong),
            row(subject, township, conclusion=Conclusion.TRANSFER, **wrong),
        ],
        by=guangxin,
        state=State.ACCEPTED,
    )
    assert [patrol.state for patrol in made] == [State.ACCEPTED] * 4
    assert made[0].made_by_id == township.pk
    orders = Rectification.objects.filter(subject=subject).order_by("pk")
    assert [(order.stage, str(order.due_on)) for order in orders] == [("closed", "2021-11-18"), ("open", "2021-11-10")]
    assert Case.objects.get(patrol=made[3]).state == State.DRAFT
    kinds = sorted(Fact.objects.live().filter(subject=subject).values_list("kind", flat=True))
    assert kinds == ["patrol.done"] * 4 + ["patrol.problem"] * 3 + ["patrol.transfer", "rectification.closed"]


def test_a_row_that_breaks_a_rule_stops_all(cast):
    subject = make.subject()
    rows = [row(subject, cast.township.post), row(subject, cast.township.post, conclusion=Conclusion.RECTIFY)]
    with pytest.raises(RuleViolation):
        record_patrols(rows, by=system_post())
    assert not Patrol.objects.filter(subject=subject).exists()


def test_a_hundred_visits_and_two_hundred_cost_the_same_statements(cast):
    subject, by = Subject.objects.get(pk=make.subject().pk), cast.township.post
    costs = []
    for many in (101, 201):
        rows = [row(subject, by) for _ in range(many)]
        with CaptureQueriesContext(connection) as seen:
            record_patrols(rows, by=system_post())
        costs.append(len(seen))
    assert costs[0] == costs[1]
