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
    with pytest.raises(RuleViolation, match="不能取消自己作的标注"):
        services.unmark(made, by=cast.guangxin.post, why="复检合格")
    assert kinds_standing(made) == {"certificate.issued", "certificate.marked"}
    services.unmark(made, by=cast.guangxin_admin.post, why="复检合格")
    assert kinds_standing(made) == {"certificate.issued"}


def test_the_producer_cannot_mark(cast):
    with pytest.raises(Forbidden):
        services.mark(certificate(), by=cast.producer.post, kind="recall", why="召回")


def test_who_voids_does_not_get_rid_of_the_mark(cast):
    made = certificate()
    services.mark(made, by=cast.guangxin.post, kind="failed", why="12月抽检腐霉利超标")
    services.void(made, by=cast.producer.post, why="没有销售")
    assert kinds_standing(made) == {"certificate.voided", "certificate.marked"}


def test_another_mark_is_told_anew_on_the_same_day(cast):
    made = certificate()
    services.mark(made, by=cast.guangxin.post, kind="failed", why="腐霉利超标")
    services.mark(made, by=cast.guangxin.post, kind="recall", why="已要求召回")
    told = Fact.objects.live().get(source_id=made.pk, kind="certificate.marked")
    assert told.summary.endswith("已要求召回：已要求召回")
    assert Fact.objects.filter(source_id=made.pk, kind="certificate.marked").count() == 3
