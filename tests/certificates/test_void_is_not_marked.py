"""A void certificate says that it is; nothing is marked beside it any more."""

import pytest

from certificates import services
from certificates.models import Certificate
from supervision.ground.errors import RuleViolation
from tests.certificates.make import certificate


def test_a_mark_is_refused(cast):
    made = certificate()
    services.void(made, by=cast.producer.post, why="重复开具")
    with pytest.raises(RuleViolation, match="不需要标注"):
        services.mark(made, by=cast.guangxin.post, kind="failed", why="12月抽检腐霉利超标")
    assert Certificate.objects.get(pk=made.pk).mark == ""
