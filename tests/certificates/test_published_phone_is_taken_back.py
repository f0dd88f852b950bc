"""A phone that a business has published is taken back by itself or by the offices of its place, for all its papers."""

import pytest
from django.db import Error, transaction
from django.test import Client

from certificates import services
from certificates.models import Certificate
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from tests import make
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db
PHONE = "13987654321"


@pytest.fixture
def firm(cast):
    return make.subject("董团食品有限公司", kind="enterprise", credit_code="91361104MA35F0001B", phone=PHONE)


def shown(made):
    return Client().get(made.public_path).content.decode()


def hide(who, made, why="经营者要求不再公开"):
    url = f"/certificates/certificates/{made.pk}/act/hide-phone/"
    return who.client.post(url, {"why": why, "version": Certificate.objects.get(pk=made.pk).version})


@pytest.mark.parametrize("who", ["guangxin", "township"])
def test_every_page_stops_showing_it_at_once(cast, firm, who):
    made, other = (certificate(by=cast.township.post, subject=firm, phone_open=True) for _ in range(2))
    assert PHONE in shown(made) and PHONE in shown(other)
    assert hide(getattr(cast, who), made).status_code == 302
    for one in (made, other):
        assert PHONE not in shown(one) and "139****4321" in shown(one)
    told = getattr(cast, who).get(f"/api/certificates/{other.pk}/").json()
    assert told["phone_open"] in (False, "否") and PHONE not in str(told)


def test_its_history_says_who_and_why(cast, firm):
    made, other = (certificate(by=cast.township.post, subject=firm, phone_open=True) for _ in range(2))
    hide(cast.guangxin, made)
    for one in (made, other):
        last = Certificate.events.rel.related_model.objects.filter(pgh_obj_id=one.pk).latest("pgh_id")
        assert last.phone_open is False and last.pgh_context.metadata["why"] == "经营者要求不再公开"
        assert last.pgh_context.metadata["post"] == cast.guangxin.post.pk
    page = cast.guangxin.get(f"/certificates/certificates/{made.pk}/").content.decode()
    assert "不再公开电话" in page and "经营者要求不再公开" in page


def test_the_owner_does_it_and_another_business_does_not(cast, firm):
    mine = certificate(by=cast.township.post, subject=firm, phone_open=True)
    assert hide(cast.producer, mine).status_code == 404, "another's certificate is not there"
    with pytest.raises((Forbidden, RuleViolation), match="只能办理本单位"):
        services.hide_phone(mine, by=cast.producer.post, why="原因")
    own = certificate(by=cast.producer.post, phone_open=True)
    if own.phone_open:
        assert hide(cast.producer, own).status_code == 302
    assert Certificate.objects.get(pk=own.pk).phone_open is False
    assert Certificate.objects.get(pk=mine.pk).phone_open is True, "the neighbour's consent is his own"


def test_neighbour_city_and_auditor_do_not(cast, firm):
    made = certificate(by=cast.township.post, subject=firm, phone_open=True)
    for who in ("xinzhou", "city", "auditor"):
        assert hide(getattr(cast, who), made).status_code in (403, 404)
    assert Certificate.objects.get(pk=made.pk).phone_open is True


def test_needs_a_reason_and_happens_once(cast, firm):
    made = certificate(by=cast.township.post, subject=firm, phone_open=True)
    with pytest.raises(RuleViolation, match="原因"):
        services.hide_phone(made, by=cast.guangxin.post, why=" ")
    services.hide_phone(made, by=cast.guangxin.post, why="要求")
    with pytest.raises(RuleViolation, match="没有公开"):
        services.hide_phone(made, by=cast.guangxin.post, why="要求")


def test_the_database_lets_nobody_publish_it_again(cast, firm):
    made = certificate(by=cast.township.post, subject=firm)
    with pytest.raises(Error, match="不能再公开"), transaction.atomic(), history.acting(cast.city.post, "改"):
        Certificate.objects.filter(pk=made.pk).update(phone_open=True)


def test_a_void_one_is_hidden_as_well(cast, firm):
    made = certificate(by=cast.township.post, subject=firm, phone_open=True)
    services.void(made, by=cast.township.post, why="写错")
    assert PHONE in shown(made)
    services.hide_phone(made, by=cast.guangxin.post, why="要求")
    assert PHONE not in shown(made)
