"""Serious facts become leads, once each."""

import pytest

from emergency import services
from emergency.models import Incident
from supervision.ground import acts, facts, history
from supervision.ground.people import system_post
from tests import make


@pytest.fixture
def told(db):
    def tell(kind, severity, subject):
        facts.KINDS.setdefault(kind, facts.registry.Kind(kind, kind))
        return facts.record(
            kind, on=make.clock.today(), source=subject, by=system_post(), subject=subject, severity=severity
        )

    return tell


def test_a_serious_fact_is_one_lead(cast, told):
    subject = make.subject()
    told("monitoring.failed", facts.Severity.SERIOUS, subject)
    facts.deliver()
    facts.sweep()
    lead = Incident.objects.get(subject=subject)
    assert lead.status == "lead"
    assert lead.township_id == subject.township_id
    assert lead in Incident.objects.visible_to(cast.guangxin.post).leads()
    assert lead not in Incident.objects.visible_to(cast.xinzhou.post)


def test_an_ordinary_fact_is_none(cast, told):
    told("monitoring.failed", facts.Severity.NORMAL, make.subject())
    facts.deliver()
    assert not Incident.objects.exists()


def test_a_retracted_fact_drops_the_untouched_lead(cast, told):
    subject = make.subject()
    told("monitoring.failed", facts.Severity.SERIOUS, subject)
    facts.deliver()
    with history.acting(system_post(), "测试"):
        facts.retract(subject, by=system_post(), why="录入错误", kinds=["monitoring.failed"])
    facts.deliver()
    lead = Incident.objects.get(subject=subject)
    assert lead.status == "ended"
    assert "录入错误" in lead.ended_why
    newest = acts.on_record(lead).first()
    assert (newest.verb, "录入错误" in newest.why) == ("线索撤回", True)


@pytest.mark.parametrize("taken_up", ["verifying", "responding"])
def test_a_retracted_fact_does_not_end_what_is_already_in_work(cast, told, taken_up):
    subject = make.subject()
    told("monitoring.failed", facts.Severity.SERIOUS, subject)
    facts.deliver()
    lead = services.begin_verifying(Incident.objects.get(subject=subject), by=cast.guangxin.post)
    if taken_up == "responding":
        services.add_report(lead, kind="first", text="已到现场", by=cast.township.post)
        lead.refresh_from_db()
        services.decide_level(lead, level="4", why="影响较小", by=cast.guangxin.post)
        services.respond(lead, by=cast.guangxin.post)
    facts.retract(subject, by=system_post(), why="录入错误", kinds=["monitoring.failed"])
    facts.deliver()
    facts.sweep()
    lead = Incident.objects.get(subject=subject)
    assert (lead.status, lead.ended_at, lead.ended_why) == (taken_up, None, "")
