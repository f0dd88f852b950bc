"""A patrol that lacks several things is told all of them in one round."""

import pytest

from supervision.ground.errors import RuleViolation
from supervision.patrols.services.patrol import record_patrol
from supervision.patrols.vocabulary.patrol import Conclusion
from tests import make

from .maker import DAY, answers

NEW = "/supervision/patrols/new/"


def test_the_service_names_every_fault_and_reads_as_the_first(cast):
    subject = make.subject()
    with pytest.raises(RuleViolation) as refused:
        record_patrol(
            by=cast.township.post, subject=subject, submit=True, held_on=DAY, conclusion=Conclusion.RECTIFY, answers={}
        )
    assert [field for field, _ in refused.value.faults] == ["answers", "problems", "deadline"]
    assert refused.value.field == "answers"


def test_the_form_marks_every_open_question_and_the_conclusion(cast):
    subject = make.subject()
    told = {"subject": subject.pk, "held_on": DAY, "records_kept": "complete", "submit": "1"}
    answer = cast.township.post_to(NEW, told)
    asked = {f"answer_{code}" for code in answers(subject)}
    assert answer.status_code == 422
    assert asked | {"conclusion"} == set(answer.context["form"].errors)


def test_a_form_that_cannot_be_read_is_told_the_rest_as_well(cast):
    subject = make.subject()
    told = {"subject": subject.pk, "held_on": "明天", "conclusion": "rectify", "records_kept": "complete"}
    told["submit"] = "1"
    told |= {f"answer_{code}": value for code, value in answers(subject).items()}
    answer = cast.township.post_to(NEW, told)
    assert {"held_on", "problems", "deadline"} == set(answer.context["form"].errors)


def test_a_draft_is_not_asked_for_what_only_a_submission_needs(cast):
    subject = make.subject()
    told = {"subject": subject.pk, "held_on": "x", "records_kept": "complete", "save": "1"}
    answer = cast.township.post_to(NEW, told)
    assert set(answer.context["form"].errors) == {"held_on"}
