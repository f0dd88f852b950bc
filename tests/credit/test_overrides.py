"""A grade set by people needs two of them, and stays until two people take it back."""

import datetime as dt

import pytest

from credit import services
from credit.models import CreditFile, CreditOverride
from supervision.ground import clock, facts
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects.models import Subject
from tests import make


@pytest.fixture
def subject(cast):
    subject = make.subject()
    services.open_file(subject=subject, by=cast.guangxin.post)
    return subject


def propose(cast, subject, grade="C"):
    return services.propose_override(subject=subject, grade=grade, reason="群众反映属实", by=cast.guangxin.post)


def test_nothing_happens_before_the_second_person(cast, subject):
    proposal = propose(cast, subject)
    assert CreditFile.objects.get(subject=subject).grade == "A"
    with pytest.raises(RuleViolation, match="不能审核自己"):
        services.confirm_override(proposal, by=cast.guangxin.post)


def test_confirmed_it_holds_against_the_rules(cast, subject, told):
    services.confirm_override(propose(cast, subject), by=cast.guangxin_admin.post)
    file = CreditFile.objects.get(subject=subject)
    assert (file.grade, file.held, file.points) == ("C", "C", 100)
    assert Subject.objects.get(pk=subject.pk).credit_grade == "C"
    assert file.ratings.first().reason == "群众反映属实"
    told(subject, "patrol.problem")
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).grade == "C"


def test_what_happened_afterwards_goes_below_it(cast, subject, told):
    """Nobody could know, when a C was set, of the poisoned batch of the next day."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    services.confirm_override(propose(cast, subject), by=cast.guangxin_admin.post)
    told(subject, "monitoring.failed", severity=facts.Severity.SERIOUS, on=tomorrow)
    facts.deliver()
    services.recompute([subject.pk], by=cast.city.post, on=tomorrow)
    assert CreditFile.objects.get(subject=subject).grade == "D"


def test_what_was_known_when_it_was_decided_does_not(cast, subject, told):
    told(subject, "monitoring.failed", severity=facts.Severity.SERIOUS)
    facts.deliver()
    services.confirm_override(propose(cast, subject, "B"), by=cast.city.post)
    assert CreditFile.objects.get(subject=subject).grade == "B"


def test_taken_back_the_rules_decide_again(cast, subject):
    services.confirm_override(propose(cast, subject), by=cast.guangxin_admin.post)
    back = propose(cast, subject, "")
    with pytest.raises(RuleViolation, match="须由市级确认"):
        services.confirm_override(back, by=cast.guangxin_admin.post)
    assert CreditFile.objects.get(subject=subject).grade == "C"
    services.confirm_override(back, by=cast.city.post)
    assert CreditFile.objects.get(subject=subject).grade == "A"


def test_a_correction_keeps_to_the_rules_of_entry(cast, subject):
    proposal = services.refuse_override(propose(cast, subject), by=cast.guangxin_admin.post, why="理由不足")
    given = {"by": cast.guangxin.post, "version": proposal.version}
    with pytest.raises(RuleViolation, match="与现在的人工核定等级相同"):
        services.amend_override(proposal, grade="", reason="再议", **given)
    with pytest.raises(RuleViolation, match="调整理由"):
        services.amend_override(proposal, grade="B", reason="  ", **given)


def test_one_proposal_at_a_time(cast, subject):
    propose(cast, subject)
    with pytest.raises(RuleViolation, match="等待复核"):
        propose(cast, subject, "D")


def test_through_the_pages(cast, subject):
    page = cast.guangxin.get(f"/credit/creditoverrides/new/?subject={subject.pk}")
    assert page.status_code == 200
    data = {"subject": subject.pk, "grade": "B", "reason": "整改不力", "submit": "1"}
    cast.guangxin.post_to("/credit/creditoverrides/new/", data)
    proposal = CreditOverride.objects.get()
    url = f"/credit/creditoverrides/{proposal.pk}/act/accept/"
    assert cast.xinzhou.post_to(url, {"version": proposal.version}).status_code == 404
    assert cast.township.post_to(url, {"version": proposal.version}).status_code == 403
    cast.guangxin_admin.post_to(url, {"version": proposal.version})
    assert CreditFile.objects.get(subject=subject).grade == "B"


def test_the_supervised_hears_of_a_grade_once_it_is_confirmed(cast):
    own = Subject.objects.get(organisation=cast.producer.post.organisation)
    services.open_file(subject=own, by=cast.guangxin.post)
    proposal = propose(cast, own)
    page = f"/credit/creditoverrides/{proposal.pk}/"
    assert cast.producer.get(page).status_code == 404 and cast.guangxin.get(page).status_code == 200
    services.confirm_override(proposal, by=cast.guangxin_admin.post)
    assert cast.producer.get(page).status_code == 200 and cast.social.get(page).status_code == 403


def test_the_present_grade_is_not_held_fast_by_the_county(cast, subject):
    """What people have set stands whatever the points say: at the present grade it would shut out a later failure."""
    proposal = propose(cast, subject, "A")
    with pytest.raises(RuleViolation, match="须由市级确认上调、保持现等级"):
        services.confirm_override(proposal, by=cast.guangxin_admin.post)
    services.confirm_override(proposal, by=cast.city.post)
    assert CreditFile.objects.get(subject=subject).held == "A"
