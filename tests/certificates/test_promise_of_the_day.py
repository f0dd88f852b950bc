"""The words on the screen are the words of the chosen day: nobody promises what was not shown."""

import pytest

from certificates.models import Certificate
from tests.certificates.make import producer_subject, vegetable

pytestmark = pytest.mark.django_db
NEW = "/certificates/certificates/new/"


def given(**more):
    asked = {"subject": producer_subject().pk, "product": vegetable().pk, "quantity": "3", "unit": "kg", "submit": "1"}
    return asked | {"bases": ["self_tested"], "issued_on": "2021-06-01"} | more


def test_another_day_shows_its_own_promise_first(cast):
    assert 'name="shown" value="2021-11"' in cast.producer.get(NEW).content.decode()
    answer = cast.producer.post_to(NEW, given(shown="2021-11"))
    text = answer.content.decode()
    assert answer.status_code == 422 and not Certificate.objects.exists()
    assert "遵守农药安全间隔期" in text and "请核对后再开具" in text and 'name="shown" value="2019-12"' in text
    cast.producer.post_to(NEW, given(shown="2019-12"))
    assert Certificate.objects.get().edition_id == "2019-12"


def test_who_shows_nothing_has_shown_todays(cast):
    assert cast.producer.post_to(NEW, given()).status_code == 422
    cast.producer.post_to(NEW, given(issued_on="2021-12-19"))
    assert Certificate.objects.get().edition_id == "2021-11"


@pytest.mark.parametrize("day", ["", "明天", "2018-01-01"])
def test_a_wrong_day_is_refused_in_words(cast, day):
    assert cast.producer.post_to(NEW, given(issued_on=day)).status_code == 422
