"""What a patrol sets in motion: facts, a rectification, a lead; and what takes them back."""

import pytest

from supervision.enforcement.services.case import file_case
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from supervision.ground.subjects import Kind
from supervision.models import Case, Notice, Rectification
from supervision.patrols.services.patrol import accept_patrol, return_patrol, submit_patrol, void_patrol
from supervision.patrols.vocabulary.patrol import Conclusion, RecordsKept
from tests import make

from .maker import patrol, rectify, transfer


def told(record):
    return sorted(Fact.objects.live().of_source(record).values_list("kind", flat=True))


def test_a_visit_becomes_fact_when_accepted(cast):
    made = patrol()
    assert told(made) == []
    accept_patrol(made, by=cast.guangxin.post)
    assert told(made) == ["patrol.done"]


def test_nobody_met_is_no_visit(cast):
    made = patrol(conclusion=Conclusion.ABSENT, note="大门紧锁", answers={}, records_kept=RecordsKept.UNCHECKED)
    accept_patrol(made, by=cast.guangxin.post)
    assert told(made) == []


def test_problems_and_bad_records_are_told(cast):
    made = rectify(records_kept=RecordsKept.IRREGULAR, accepted=True)
    assert told(made) == ["patrol.done", "patrol.problem", "production.irregular"]


def test_a_farmer_without_records_passes_and_nothing_is_told_against_him(cast):
    farmer = make.subject(kind=Kind.SMALLHOLDER)
    made = patrol(subject=farmer, records_kept=RecordsKept.NONE, accepted=True)
    assert told(made) == ["patrol.done"]
    with pytest.raises(RuleViolation, match="不能为“合格”"):
        patrol(records_kept=RecordsKept.NONE)


def test_rectification_is_ordered_on_submission_and_accepted_with_its_patrol(cast):
    made = rectify()
    order = Rectification.objects.get(patrol=made)
    assert (str(order.due_on), order.state) == ("2021-11-18", State.SUBMITTED)
    accept_patrol(made, by=cast.guangxin.post)
    order.refresh_from_db()
    assert order.state == State.ACCEPTED


def test_a_transfer_is_told_at_once_and_opens_a_lead_for_the_county(cast):
    made = transfer()
    assert told(made) == ["patrol.transfer"]
    lead = Case.objects.get(patrol=made)
    assert (lead.state, lead.cause, lead.party) == (State.DRAFT, "仓库内发现禁用农药", made.subject.name)
    assert Notice.objects.filter(title__contains="巡查移交").exists()
    assert cast.guangxin.get(f"/supervision/cases/{lead.pk}/").status_code == 200
    assert cast.xinzhou.get(f"/supervision/cases/{lead.pk}/").status_code == 404


def test_return_takes_back_what_was_told(cast):
    made = transfer(accepted=True)
    return_patrol(made, by=cast.guangxin.post, why="证据不足")
    assert told(made) == []
    assert Case.objects.get(patrol=made).state == State.VOID


def test_submitted_again_after_a_return_it_is_told_again(cast):
    made = rectify(accepted=True)
    return_patrol(made, by=cast.guangxin.post, why="请补充")
    order = Rectification.objects.get(patrol=made)
    assert order.state == State.RETURNED
    submit_patrol(made, by=cast.township.post)
    accept_patrol(made, by=cast.guangxin.post)
    order.refresh_from_db()
    assert order.state == State.ACCEPTED
    assert told(made) == ["patrol.done", "patrol.problem"]


def test_void_takes_its_rectification_along(cast):
    made = rectify(accepted=True)
    void_patrol(made, by=cast.guangxin.post, why="重复录入")
    assert Rectification.objects.get(patrol=made).state == State.VOID
    assert told(made) == []


def test_an_assistant_records_and_leaves_the_conclusion(cast):
    subject = make.subject(at=cast.assistant.post.region.pk)
    with pytest.raises(RuleViolation) as refused:
        rectify(by=cast.assistant.post, subject=subject)
    assert refused.value.field == "conclusion"
    draft = patrol(by=cast.assistant.post, subject=subject, submit=False, conclusion="", problems="无记录")
    assert draft.state == State.DRAFT


def test_nobody_accepts_his_own_visit(cast):
    made = patrol(by=cast.guangxin.post)
    with pytest.raises(RuleViolation):
        accept_patrol(made, by=cast.guangxin.post)


def test_a_township_does_not_accept(cast):
    """Not its own, and not its village's: it confirms only what the county has typed for it."""
    with pytest.raises(RuleViolation, match="不能审核自己"):
        accept_patrol(patrol(), by=cast.township.post)
    village = patrol(by=cast.assistant.post, subject=make.subject(at=cast.assistant.post.region.pk))
    with pytest.raises(RuleViolation, match="乡镇只确认县级代本乡镇登记的记录"):
        accept_patrol(village, by=cast.township.post)
    with pytest.raises(Forbidden):
        accept_patrol(village, by=cast.producer.post)
    village.refresh_from_db()
    assert village.state == State.SUBMITTED


def test_a_lead_that_the_county_has_filed_outlives_its_patrol(cast):
    patrols = [transfer(), transfer()]
    filed, kept = (Case.objects.get(patrol=made) for made in patrols)
    file_case(filed, by=cast.guangxin.post, filed_on=patrols[0].held_on)
    for made in patrols:
        return_patrol(made, by=cast.guangxin.post, why="请补材料")
    filed.refresh_from_db()
    kept.refresh_from_db()
    assert (filed.state, kept.state) == (State.DRAFT, State.VOID)
