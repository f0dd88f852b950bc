"""A certificate is voided by who issued it; the supervising side says what it has to say beside it."""

import pytest

from certificates import services
from supervision.ground.errors import Forbidden
from tests import make
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


def act(made, verb="void"):
    return f"/certificates/certificates/{made.pk}/act/{verb}/"


@pytest.mark.parametrize("name", ["guangxin", "guangxin_admin", "zone", "township", "city", "reviewer"])
def test_no_supervisor_voids_what_a_producer_issued(cast, name):
    made = certificate()
    member = getattr(cast, name)
    assert member.post_to(act(made), {"why": "抽检不合格", "version": made.version}).status_code == 403
    made.refresh_from_db()
    assert not made.is_void
    page = member.get(f"/certificates/certificates/{made.pk}/").content.decode()
    assert act(made) not in page


def test_the_supervising_side_marks(cast):
    made = certificate()
    for name in ("township", "guangxin"):
        page = getattr(cast, name).get(f"/certificates/certificates/{made.pk}/").content.decode()
        assert f"/certificates/certificates/{made.pk}/step/mark/" in page


def test_what_an_office_issued_for_a_farmer_it_may_void(cast):
    farmer = make.subject("张三", kind="smallholder")
    made = certificate(by=cast.township.post, subject=farmer)
    with pytest.raises(Forbidden, match="开具方"):
        services.void(made, by=cast.guangxin.post, why="写错")
    assert act(made) in cast.township.get(f"/certificates/certificates/{made.pk}/").content.decode()
    services.void(made, by=cast.township.post, why="数量写错")
    assert made.is_void


def test_what_was_issued_for_a_producer_the_producer_may_void(cast):
    made = certificate(by=cast.township.post)
    services.void(made, by=cast.producer.post, why="没有销售")
    assert made.is_void


def test_the_public_reads_who_voided(cast, client):
    made = certificate()
    services.void(made, by=cast.producer.post, why="写错")
    page = client.get(made.public_path).content.decode()
    assert "由开具方作废" in page and "监管部门作废" not in page
