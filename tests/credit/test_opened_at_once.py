"""Two officers open one credit file at once: there is one file, and neither sees a fault."""

import pytest

from credit.models import CreditFile
from credit.services import open_file
from tests import make
from tests.together import together


@pytest.mark.django_db(transaction=True)
def test_the_second_gets_the_file_of_the_first(cast):
    subject, posts = make.subject(), (cast.guangxin.post, cast.guangxin_admin.post)
    first, second = together(*(lambda by=by: open_file(subject=subject, by=by) for by in posts))
    assert second == first
    assert CreditFile.objects.get(subject=subject).made_by == cast.guangxin.post


@pytest.mark.django_db(transaction=True)
def test_by_the_form_too(cast):
    subject, key = make.subject(), "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b12"
    typed = {"subject": subject.pk, "client_key": key, "submit": "1"}
    client, by = cast.guangxin.client, cast.guangxin_admin.post
    first, answer = together(
        lambda: open_file(subject=subject, by=by), lambda: client.post("/credit/creditfiles/new/", typed)
    )
    assert answer.status_code == 302, answer
    assert CreditFile.objects.get(subject=subject) == first
