"""Who tries out codes is stopped; buyers behind one carrier's address go on reading."""

import secrets

import pytest
from django.test import Client

from certificates.views import public
from tests.certificates.make import certificate

pytestmark = pytest.mark.django_db
NOBODY = "/c/AAAAAAAAAAAAAAAAAAAAAA/"


@pytest.fixture
def carrier() -> Client:
    """An address of one's own for a test: readings are counted per address."""
    return at_an_address()


def at_an_address() -> Client:
    return Client(REMOTE_ADDR=f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}")


def test_misses_are_stopped_in_chinese_and_real_codes_still_open(cast, carrier, monkeypatch):
    monkeypatch.setattr(public, "MISSES_PER_MINUTE", 3)
    path = certificate().public_path
    assert [carrier.get(NOBODY).status_code for _ in range(4)] == [404, 404, 404, 429]
    refused = carrier.get(NOBODY)
    assert "查询太频繁" in refused.content.decode() and refused["Cache-Control"] == "no-store"
    assert carrier.get(path).status_code == 200, "a buyer behind the same address"


def test_hits_do_not_count_as_misses(cast, carrier):
    path = certificate().public_path
    assert {carrier.get(path).status_code for _ in range(public.MISSES_PER_MINUTE + 5)} == {200}
    assert carrier.get(NOBODY).status_code == 404
    assert public.READINGS_PER_MINUTE >= 10 * public.MISSES_PER_MINUTE


def test_all_readings_have_an_end(cast, carrier, monkeypatch):
    monkeypatch.setattr(public, "READINGS_PER_MINUTE", 2)
    path = certificate().public_path
    answers = [carrier.get(path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "查询太频繁" in answers[-1].content.decode()


def test_one_address_does_not_stop_another(cast, carrier, monkeypatch):
    monkeypatch.setattr(public, "MISSES_PER_MINUTE", 1)
    assert [carrier.get(NOBODY).status_code for _ in range(2)] == [404, 429]
    assert at_an_address().get(NOBODY).status_code == 404
