"""A case from filing to closing, and what it tells."""

import datetime as dt

import pytest

from supervision.enforcement.services.case import decide_case, return_case
from supervision.enforcement.vocabulary.case import Penalty, Procedure
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact, Severity
from tests import make

from .maker import case

DECISION = {"decided_on": dt.date(2021, 7, 1), "procedure": Procedure.ORDINARY, "penalties": [Penalty.FINE]}


def told(record):
    return sorted(Fact.objects.live().of_source(record).values_list("kind", "severity"))


def test_party_place_and_term_are_filled_in(cast):
    made = case()
    assert (made.party, made.county_id) == (made.subject.name, "361104")
    # half a year by the rules of 2021; ninety days from February 2022 on
    assert made.due_on == dt.date(2021, 11, 10)


def test_a_case_without_subject_needs_place_and_party(cast):
    with pytest.raises(RuleViolation) as refused:
        case(subject=None, party="某人")
    assert refused.value.field == "region"
    with pytest.raises(RuleViolation) as refused:
        case(subject=None, region=make.region("361104290"))
    assert refused.value.field == "party"


def test_filing_is_told_on_acceptance_and_the_decision_later(cast):
    made = case(accepted=True)
    assert told(made) == [("case.filed", Severity.NORMAL)]
    filed = Fact.objects.live().of_source(made).get()
    decide_case(made, by=cast.guangxin_admin.post, **DECISION)
    assert told(made) == [("case.decided", Severity.NORMAL), ("case.filed", Severity.NORMAL)]
    assert Fact.objects.live().filter(pk=filed.pk).exists()


def test_banned_substances_make_it_serious(cast):
    made = case(accepted=True)
    decide_case(made, by=cast.guangxin_admin.post, banned_substance=True, **DECISION)
    assert told(made) == [("case.decided", Severity.SERIOUS), ("case.filed", Severity.SERIOUS)]


def test_a_return_takes_back(cast):
    made = case(accepted=True)
    return_case(made, by=cast.reviewer.post, why="材料不全")
    assert told(made) == []


def test_a_township_decides_nothing(cast):
    made = case(accepted=True)
    with pytest.raises(Forbidden):
        decide_case(made, by=cast.township.post, **DECISION)


def test_a_document_number_is_used_once(cast):
    first, second = case(accepted=True), case(accepted=True)
    decide_case(first, by=cast.guangxin_admin.post, document="广农罚〔2021〕1号", **DECISION)
    with pytest.raises(RuleViolation, match="文号已存在"):
        decide_case(second, by=cast.guangxin_admin.post, document="广农罚〔2021〕1号", **DECISION)


def test_who_was_not_punished_is_not_told_as_punished(cast):
    made = case(accepted=True)
    waived = DECISION | {"procedure": "waived_first", "penalties": []}
    decide_case(made, by=cast.guangxin_admin.post, **waived)
    assert [kind for kind, _ in told(made)] == ["case.filed", "case.waived"]
