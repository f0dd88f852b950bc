"""Falling to D is a serious fact, which others act on; falling to B is not."""

import pytest

from credit import services
from supervision.ground import facts
from tests import make


@pytest.mark.parametrize(("severity", "grade", "said"), [("NORMAL", "B", "NORMAL"), ("SERIOUS", "D", "SERIOUS")])
def test_how_grave_it_is(cast, told, severity, grade, said):
    subject = make.subject()
    services.open_file(subject=subject, by=cast.guangxin.post)
    told(subject, "monitoring.failed", severity=facts.Severity[severity])
    facts.deliver()
    fact = facts.Fact.objects.get(kind="credit.graded", subject=subject)
    assert f"变为{grade}级" in fact.summary
    assert fact.severity == facts.Severity[said]
