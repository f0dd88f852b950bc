"""/readyz compares the schema and the triggers of the database with those of the code."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from shangrao_nongan import health
from tests import databases

from .catalog import ask, catalog

PATROL = "supervision_patrol"
HISTORY = f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{PATROL}'::regclass AND tgname LIKE 'pgtrigger%' LIMIT 1"


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch):
    monkeypatch.setattr(health, "FITS_FOR", 0)
    monkeypatch.setattr(health, "_fitted_at", None)


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


def test_a_history_function_that_writes_nothing(mended):
    name = ask(mended, HISTORY)[0][0]
    function = ask(mended, f"SELECT tgfoid::regproc::text FROM pg_trigger WHERE tgname = '{name}'")[0][0]
    ask(mended, f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
    assert said(mended) == "not ready"


def test_a_guard_that_is_never_asked(mended):
    ask(
        mended,
        "CREATE OR REPLACE TRIGGER guard_supervision_fact_row BEFORE DELETE ON supervision_fact"
        " FOR EACH ROW WHEN (false) EXECUTE FUNCTION guard_supervision_fact()",
    )
    assert said(mended) == "not ready"


@pytest.mark.parametrize("change", ["GRANT TRUNCATE, TRIGGER ON {} TO {}", "REVOKE INSERT ON {} FROM {}"])
def test_rights_that_were_given_or_taken(mended, settings, change):
    ask(mended, change.format(PATROL, settings.DATABASE_APP_ROLE))
    assert said(mended) == "not ready"


@pytest.mark.parametrize(
    ("change", "back"),
    [
        ("RENAME COLUMN note TO note_gone", "RENAME COLUMN note_gone TO note"),
        ("ADD COLUMN by_hand int", "DROP COLUMN by_hand"),
        ("ALTER COLUMN number DROP NOT NULL", "ALTER COLUMN number SET NOT NULL"),
    ],
)
def test_a_table_changed_by_hand_is_named_and_left_as_it_is(mended, change, back):
    ask(mended, f"ALTER TABLE {PATROL} {change}")
    assert said(mended) == "not ready"
    before = catalog(mended)
    with databases.owner_of(mended), pytest.raises(CommandError, match=f"{PATROL} 的结构与上次升级后不一样"):
        call_command("migrate", verbosity=0, interactive=False)
    assert catalog(mended) == before
    ask(mended, f"ALTER TABLE {PATROL} {back}")
    assert said(mended) == "ok"


def test_a_table_of_somebody_else_is_no_difference(mended):
    ask(mended, "CREATE TABLE beside (a int)")
    assert said(mended) == "ok"
    ask(mended, "DROP TABLE beside")


def test_a_yes_is_believed_for_a_while_only(mended, monkeypatch):
    monkeypatch.setattr(health, "FITS_FOR", 60)
    monkeypatch.setattr(health.time, "monotonic", lambda: clock)
    clock = 1000.0
    assert said(mended) == "ok"
    ask(mended, "ALTER TABLE supervision_fact DISABLE TRIGGER guard_supervision_fact_row")
    clock = 1059.0
    assert said(mended) == "ok"
    clock = 1060.0
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
