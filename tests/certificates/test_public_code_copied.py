"""A blank or a full stop copied together with the address does not hide the certificate."""

import pytest
from django.test import Client

from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db


TAILS = ["/", "/。", "/%20", "。", "。/", "%20", "%20/", "/，", "/%E3%80%80", "%E2%80%8B", "%EF%BB%BF/"]


@pytest.mark.parametrize("tail", TAILS)
def test_it_opens(cast, tail):
    made = certificate()
    answer = Client().get(made.public_path.rstrip("/") + tail, follow=True)
    assert answer.status_code == 200 and made.number in answer.content.decode()


@pytest.mark.parametrize("tail", ["x/", "/x", "/。x"])
def test_anything_else_is_no_code(cast, tail):
    answer = Client().get(certificate().public_path.rstrip("/") + tail, follow=True)
    assert answer.status_code == 404 and "没有查到这张合格证" in answer.content.decode()
