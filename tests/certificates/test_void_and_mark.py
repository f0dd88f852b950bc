import pytest

from certificates import services
from certificates.models import Certificate
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


def kinds_standing(made):
    return set(
        Fact.objects.live()
        .filter(source_id=made.pk, source_label="certificates.certificate")
        .values_list("kind", flat=True)
    )


def test_void_keeps_the_row_and_takes_the_fact_back(cast):
    made = certificate()
    services.void(made, by=cast.producer.post, why="数量写错")
    made = Certificate.objects.get(pk=made.pk)
    assert (made.state, made.get_state_display(), made.voided_why) == (State.VOID, "已作废", "数量写错")
    assert kinds_standing(made) == {"certificate.voided"}


def test_void_needs_a_reason(cast):
    with pytest.raises(RuleViolation, match="作废原因"):
        services.void(certificate(), by=cast.producer.post, why=" ")


def test_a_mark_does_not_void(cast):
    made = certificate()
    services.mark(made, by=cast.guangxin.post, kind="failed", why="12月抽检腐霉利超标")
    made = Certificate.objects.get(pk=made.pk)
    assert (made.state, made.mark) == (State.SUBMITTED, "failed")
    assert kinds_standing(made) == {"certificate.issued", "certificate.marked"}
    services.unmark(made, by=cast.guangxin.post, why="复检合格")
    assert kinds_standing(made) == {"certificate.issued"}


def test_the_producer_cannot_mark(cast):
    with pytest.raises(Forbidden):
        services.mark(certificate(), by=cast.producer.post, kind="recall", why="召回")
