"""Phones of before get their digests at a release; what has no digits is passed over, and the release goes on."""

import pytest

from supervision.ground import history
from supervision.ground.people import system_post
from supervision.ground.records import sealed
from supervision.ground.subjects import Subject, digest_phones, phone_mark, services
from tests import make


def undigested(phone):
    subject = make.subject()
    with history.acting(system_post(), "测试"):
        Subject.objects.filter(pk=subject.pk).update(phone_sealed=sealed.seal(phone), phone_digest="")
    return subject


@pytest.mark.django_db
def test_all_that_have_digits_are_digested_and_it_comes_to_an_end(monkeypatch):
    monkeypatch.setattr(services, "SOME", 1)
    without, spaced, plain = undigested("无"), undigested("138 0793 1234"), undigested("13907931234")
    assert digest_phones() == 2
    known = dict(Subject.objects.values_list("pk", "phone_digest"))
    assert [known[one.pk] for one in (without, spaced, plain)] == [
        "",
        phone_mark("13807931234"),
        phone_mark("13907931234"),
    ]
    assert digest_phones() == 0


@pytest.mark.django_db
def test_one_that_no_key_opens_does_not_hold_up_the_others():
    shut, plain = undigested("13807931234"), undigested("13907931234")
    with history.acting(system_post(), "测试"):
        Subject.objects.filter(pk=shut.pk).update(phone_sealed="gAAAA-of-another-key")
    assert digest_phones() == 1
    known = dict(Subject.objects.values_list("pk", "phone_digest"))
    assert (known[shut.pk], known[plain.pk]) == ("", phone_mark("13907931234"))
