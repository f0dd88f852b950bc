"""/readyz compares the schema and the triggers of the database with those of the code."""

import json

import pytest
from django.test import RequestFactory

from shangrao_nongan import health
from tests import databases

from .catalog import ask

PATROL = "supervision_patrol"
HISTORY = f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{PATROL}'::regclass AND tgname LIKE 'pgtrigger%' LIMIT 1"


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch):
    monkeypatch.setattr(health, "_applied", False)


@pytest.fixture
def mended(upgraded):
    """The tests take something away; the next migrate puts it back."""
    from .conftest import upgrade

    yield upgraded
    upgrade(upgraded)
    assert said(upgraded) == "ok"


def said(name):
    with databases.app_of(name):
        return json.loads(health.readyz(RequestFactory().get("/readyz")).content)["migrations"]


def test_the_stored_release_is_not_ready_before_its_upgrade(landed):
    assert said(landed) == "not ready"


def test_a_missing_history_trigger(mended):
    ask(mended, f"DROP TRIGGER {ask(mended, HISTORY)[0][0]} ON {PATROL}")
    assert said(mended) == "not ready"


def test_a_history_trigger_that_was_switched_off(mended):
    ask(mended, f"ALTER TABLE {PATROL} DISABLE TRIGGER {ask(mended, HISTORY)[0][0]}")
    assert said(mended) == "not ready"


def test_a_history_trigger_of_another_release(mended):
    ask(mended, f"COMMENT ON TRIGGER {ask(mended, HISTORY)[0][0]} ON {PATROL} IS 'another'")
    assert said(mended) == "not ready"


def test_a_guard_with_another_text(mended):
    text = "CREATE OR REPLACE FUNCTION guard_supervision_fact() RETURNS trigger LANGUAGE plpgsql AS"
    ask(mended, f"{text} 'BEGIN RETURN NEW; END'")
    assert said(mended) == "not ready"


def test_a_guard_that_was_switched_off(mended):
    ask(mended, "ALTER TABLE supervision_fact DISABLE TRIGGER guard_supervision_fact_row")
    assert said(mended) == "not ready"


def test_a_guard_that_is_declared_no_more(mended):
    ask(mended, "CREATE FUNCTION guard_of_then() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    assert said(mended) == "not ready"
