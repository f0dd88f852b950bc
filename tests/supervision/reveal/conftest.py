import pytest

from tests import make

PHONE, IDENTITY = "13907931234", "361121198001011235"


@pytest.fixture
def subject(cast):
    return make.subject("联系合作社", phone=PHONE, identity=IDENTITY)


def url_of(subject, field="phone"):
    return f"/supervision/subjects/{subject.pk}/reveal/{field}/"
