"""A second mark on a certificate takes the place of the first: one marking stands, with the new reason."""

from certificates import services
from certificates.models import Certificate
from supervision.ground.facts import Fact
from tests.certificates.make import certificate


def test_only_the_second_mark_stands(cast):
    made = certificate()
    services.mark(made, by=cast.guangxin.post, kind="failed", why="12月抽检腐霉利超标")
    services.mark(made, by=cast.guangxin.post, kind="recall", why="已通知经销商")
    told = Fact.objects.of_source(made).filter(kind="certificate.marked")
    standing = list(told.live())
    assert len(standing) == 1
    assert "已通知经销商" in standing[0].summary
    assert told.filter(retracts=None).count() == 2, "the first one stays in the ledger, taken back"
    made = Certificate.objects.get(pk=made.pk)
    assert (made.mark, made.mark_why) == ("recall", "已通知经销商")
