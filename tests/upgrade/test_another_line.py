"""A database that a newer release has upgraded: old code leaves it alone and works; a mix of both is refused."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations import RunSQL

from shangrao_nongan import installed, schema
from tests import databases

from .catalog import ask, catalog

NEWER = f"""
INSERT INTO django_migrations (app, name, applied) VALUES ('credit', '8888_newer', now());
INSERT INTO {schema.TABLE} (app, name, sha256) VALUES ('credit', '8888_newer', 'of a file this code has not');
CREATE OR REPLACE FUNCTION guard_supervision_fact() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
"""


@pytest.fixture(scope="module")
def newer(upgraded, django_db_blocker):
    ask(upgraded, NEWER)
    with django_db_blocker.unblock(), databases.owner_of(upgraded):
        installed.record(connection)
    return upgraded


def test_a_rollback_migrates_nothing_and_says_so(newer, capsys):
    before = catalog(newer)
    with databases.owner_of(newer):
        call_command("migrate", verbosity=0, interactive=False)
    said = capsys.readouterr().out.strip().splitlines()
    assert len(said) == 1 and "credit.8888_newer" in said[0] and "退回的旧版本" in said[0]
    assert catalog(newer) == before


def test_after_a_rollback_the_site_is_ready(newer):
    with databases.app_of(newer):
        assert schema.fits(connection)


def test_both_newer_and_not_yet_migrated_is_refused(newer, next_migration):
    next_migration(RunSQL("CREATE TABLE trial (a int)"))
    before = catalog(newer)
    with databases.owner_of(newer), pytest.raises(CommandError, match=r"credit\.8888_newer.*credit\.9999_trial"):
        call_command("migrate", verbosity=0, interactive=False)
    assert catalog(newer) == before
    with databases.app_of(newer):
        assert not schema.fits(connection)


def test_a_guard_of_the_newer_release_that_was_taken_away_is_seen(newer):
    """The old code does not know the newer triggers; what the upgrade noted tells it."""
    text = ask(newer, "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'guard_supervision_fact_row'")[0][0]
    ask(newer, "DROP TRIGGER guard_supervision_fact_row ON supervision_fact")
    with databases.app_of(newer):
        assert not schema.fits(connection)
    ask(newer, text)
    with databases.app_of(newer):
        assert schema.fits(connection)
