"""/healthz and /readyz answer anybody, and say which part is missing without telling more."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from shangrao_nongan import health


@pytest.fixture(autouse=True)
def _no_memory():
    cache.delete(health.HEARTBEAT)
    health._fitted_at = None


def test_the_process_is_up(client):
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_ready_only_with_a_fresh_heartbeat(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "database": "ok",
        "broker": "ok",
        "migrations": "ok",
        "worker": "not ready",
        "disk": "ok",
        "said": [health.SENTENCES["worker"]],
    }
    health.beat()
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_an_old_heartbeat_does_not_count(client, monkeypatch):
    health.beat()
    now = health.time.time()
    monkeypatch.setattr(health.time, "time", lambda: now + health.HEARTBEAT_MAX_AGE + 1)
    assert client.get("/readyz").json()["worker"] == "not ready"


@pytest.mark.django_db
def test_a_silent_database_is_named_without_details(client, monkeypatch):
    def fail():
        raise DatabaseError("password of nongan_app is wrong")

    monkeypatch.setattr(health, "_database", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"
    assert "nongan_app" not in answer.content.decode()


@pytest.mark.django_db
def test_a_full_disk_is_said_in_words(client, monkeypatch):
    health.beat()
    monkeypatch.setattr(health.space, "LEAST", 2**70)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["disk"] == "not ready"
    assert answer.json()["said"] == [health.SENTENCES["disk"]]


@pytest.mark.django_db
def test_a_silent_broker_is_said_in_words(client, monkeypatch):
    def fail():
        raise OSError("connection refused")

    monkeypatch.setattr(health, "_broker", fail)
    answer = client.get("/readyz")
    assert answer.json()["broker"] == "unreachable"
    assert health.SENTENCES["broker"] in answer.json()["said"]
