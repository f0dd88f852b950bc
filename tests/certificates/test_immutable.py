"""The database itself holds an issued certificate to what it says."""

import pytest
from django.db import Error, transaction

from certificates.models import Certificate
from supervision.ground import history
from supervision.ground.records import State
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [{"quantity": 9}, {"promise": "别的"}, {"issued_on": "2021-01-01"}, {"code": "x"}, {"subject_name": "别家"}],
)
def test_what_is_on_the_paper_stays(cast, change):
    made = certificate()
    with pytest.raises(Error, match="只能作废或标注"), transaction.atomic(), history.acting(cast.city.post, "改"):
        Certificate.objects.filter(pk=made.pk).update(**change)


def test_it_cannot_be_deleted(cast):
    made = certificate()
    refused = pytest.raises(Error, match=r"只能作废或标注|permission denied")
    with refused, transaction.atomic(), history.acting(cast.city.post, "删"):
        Certificate.objects.filter(pk=made.pk)._raw_delete("default")


def test_there_is_no_approved_certificate(cast):
    made = certificate()
    with (
        pytest.raises(Error, match="certificate_issued_or_void"),
        transaction.atomic(),
        history.acting(cast.city.post, "审"),
    ):
        Certificate.objects.filter(pk=made.pk).update(state=State.ACCEPTED)
