"""委托自检 brings its owner nothing bad: no facts (so no credit lost), no handling, no place in the rates."""

import pytest

from monitoring import figures, services
from monitoring.models import Sample
from monitoring.vocabulary import Kind
from supervision.grid.figures.fiveone import board
from supervision.grid.vocabulary.fiveone import One
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.measures import Period
from tests.cast import DONGTUAN, GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)


def test_a_failure_is_told_to_nobody_and_needs_no_handling(cast):
    sample = making.failed(kind=Kind.SELF)
    assert not Fact.objects.of_source(sample).exists()
    assert not Sample.objects.non_compliant().exists()
    assert figures.handled(YEAR)[GUANGXIN].not_applicable
    with pytest.raises(RuleViolation, match="委托自检的样品不作核查处置"):
        services.open_handling(by=cast.guangxin.post, sample=sample, opened_on=making.DAY)


def test_it_is_not_the_townships_own_testing(cast):
    making.accepted(making.rapid(kind=Kind.SELF))
    assert not board(YEAR)[DONGTUAN].items[One.SAMPLING].done
    making.accepted(making.rapid())
    assert board(YEAR)[DONGTUAN].items[One.SAMPLING].done
