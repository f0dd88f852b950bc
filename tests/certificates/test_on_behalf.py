"""代开: what an office fills in is said on the paper's page and does not count as the subject's own."""

import pytest

from certificates import offers
from certificates.models import Certificate
from supervision.ground.measures import Period
from tests import make
from tests.certificates.make import certificate, producer_subject, vegetable

pytestmark = pytest.mark.django_db
NEW = "/certificates/certificates/new/"
GIVEN = {"quantity": "300", "unit": "kg", "bases": ["self_tested"], "issued_on": "2021-12-20", "submit": "1"}


def share():
    return offers.certificate_subjects(Period.of_year(2021), {})["361104"]


def test_what_an_office_fills_in_is_not_the_subjects_own(cast, client):
    made = certificate(by=cast.township.post)
    assert made.on_behalf and share().numerator == 0
    assert share().left_out == [(producer_subject().pk, "本期未自行开具合格证")]
    assert "代开" in client.get(made.public_path).content.decode()


def test_the_producers_own_counts(cast, client):
    made = certificate()
    assert not made.on_behalf and share().numerator == 1
    assert "代开" not in client.get(made.public_path).content.decode()


def test_an_office_enters_what_was_issued_on_paper(cast):
    given = GIVEN | {"subject": producer_subject().pk, "product": vegetable().pk}
    cast.township.post_to(NEW, given | {"on_paper": "on"})
    assert not Certificate.objects.get().on_behalf and share().numerator == 1


def test_a_farmer_is_helped(cast):
    farmer = make.subject("张三", kind="smallholder")
    cast.township.post_to(NEW, GIVEN | {"subject": farmer.pk, "product": vegetable().pk})
    assert Certificate.objects.get().on_behalf


def test_a_producer_is_not_asked(cast):
    assert "补录" not in cast.producer.get(NEW).content.decode()
    assert "补录" in cast.township.get(NEW).content.decode()
