"""One person reads so many numbers in an hour, whatever posts he has; then a sentence, until the hour is over."""

import pytest
from django.db import Error, transaction

from supervision.ground import audit
from supervision.ground.audit import Reveal

from .conftest import PHONE, url_of


@pytest.fixture(autouse=True)
def _two_an_hour(monkeypatch):
    from dataclasses import replace

    from supervision.ground.audit import services

    monkeypatch.setattr(services, "PER_HOUR", replace(audit.PER_HOUR, default=2))


def test_above_the_bound_a_sentence_says_so(cast, subject):
    for _ in range(2):
        assert PHONE in cast.guangxin.post_to(url_of(subject), {"purpose": "contact"}).content.decode()
    answer = cast.guangxin.post_to(url_of(subject), {"purpose": "contact"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "一小时内最多显示2个" in page and "默认·待核对" in page and PHONE not in page
    assert Reveal.objects.count() == 2
    assert PHONE in cast.township.post_to(url_of(subject), {"purpose": "contact"}).content.decode()


def test_what_was_noted_is_not_taken_away_or_changed(cast, subject):
    cast.guangxin.post_to(url_of(subject), {"purpose": "contact"})
    for change in (lambda: Reveal.objects.update(purpose="verify"), lambda: Reveal.objects.all().delete()):
        with pytest.raises(Error), transaction.atomic():
            change()
    assert Reveal.objects.get().purpose == "contact"
