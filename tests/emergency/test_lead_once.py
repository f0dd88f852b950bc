"""A fact heard twice is one lead: messages are delivered at least once."""

from emergency import services
from emergency.models import Incident
from supervision.ground import facts
from supervision.ground.people import system_post
from tests import make


def test_heard_twice_it_is_one(cast):
    facts.KINDS.setdefault("monitoring.failed", facts.registry.Kind("monitoring.failed", "monitoring.failed"))
    subject, by = make.subject(), system_post()
    serious = {"on": make.clock.today(), "source": subject, "subject": subject, "severity": facts.Severity.SERIOUS}
    told = facts.record("monitoring.failed", by=by, **serious)
    assert len(services.take_leads([told], by=by)) == 1
    assert list(services.take_leads([told], by=by)) == []
    assert Incident.objects.filter(fact=told).count() == 1
