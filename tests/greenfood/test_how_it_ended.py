"""A certificate taken away is serious; one given up by its holder is not."""

import pytest

from greenfood import services
from greenfood.models import Certification
from greenfood.vocabulary import Ending
from supervision.ground.facts import Fact, Severity

from .make import certification


@pytest.mark.parametrize(
    ("how", "severity"), [(Ending.WITHDRAWN, Severity.SERIOUS), (Ending.SURRENDERED, Severity.NORMAL)]
)
def test_the_severity_follows_how_it_ended(cast, how, severity):
    made = Certification.objects.get(pk=certification().pk)
    services.withdraw(made, by=cast.guangxin.post, why="不再生产", how=how)
    fact = Fact.objects.live().of_source(made).get(kind="greenfood.withdrawn")
    assert fact.severity == severity
