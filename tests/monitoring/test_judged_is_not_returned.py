"""A form whose sample was judged is not sent back to be rewritten: it is void with a reason, or it stands."""

import pytest

from monitoring import services
from monitoring.models import Sample
from supervision.ground.errors import RuleViolation
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("found", ["0.1", "6.1"])
def test_passed_or_failed_it_stays(cast, found):
    sample = making.tested(making.sample(), 腐霉利=found)
    with pytest.raises(RuleViolation, match="不能退回修改"):
        services.return_sample(sample, by=cast.reviewer.post, why="抽样数量填错")
    assert Sample.objects.get().state == sample.state == "submitted"
