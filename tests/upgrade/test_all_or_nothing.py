"""An upgrade that fails at its last step has changed nothing; once the cause is gone it runs through."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError
from django.db.migrations import RunSQL

from tests import databases

from .catalog import ask, catalog

A_TRIGGER = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'supervision_patrol'::regclass AND tgname LIKE 'pgtrigger%'"


def migrate(name):
    with databases.owner_of(name):
        call_command("migrate", verbosity=0, interactive=False)


def test_the_last_step_fails_and_nothing_is_changed(landed, next_migration, settings):
    role = settings.DATABASE_APP_ROLE
    next_migration(
        RunSQL("CREATE TABLE trial (a int)"),
        # Rows whose keys are still to be checked, and then the table itself.
        RunSQL("UPDATE supervision_patrol SET subject_id = (SELECT min(id) FROM supervision_subject)"),
        RunSQL("ALTER TABLE supervision_patrol ADD trial int"),
    )
    (first,), *others = all_of_them = ask(landed, A_TRIGGER)
    assert others
    ask(landed, f"DROP TRIGGER {first} ON supervision_patrol")
    before = catalog(landed)

    settings.DATABASE_APP_ROLE = "nobody_of_this_name"
    with pytest.raises(ProgrammingError, match="nobody_of_this_name"):
        migrate(landed)
    assert catalog(landed) == before

    settings.DATABASE_APP_ROLE = role
    migrate(landed)
    assert set(all_of_them) <= set(ask(landed, A_TRIGGER))
    assert ask(landed, "SELECT count(trial) FROM supervision_patrol") == [(0,)]
    assert ask(landed, "SELECT name FROM django_migrations WHERE app = 'credit' ORDER BY name")[-1] == ("9999_trial",)
