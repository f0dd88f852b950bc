"""Models and migrations agree; a migration that has been released is never changed, and each is all or nothing."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.loader import MigrationLoader

from shangrao_nongan import landed, schema

from .source import ROOT


def test_no_migration_is_missing(db, capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except (SystemExit, CommandError) as missing:
        pytest.fail(f"{missing}\n{capsys.readouterr().out}")


def test_the_test_database_was_made_by_the_migrations(db):
    """The template database is one full migrate from nothing (tests/databases.py)."""
    from django.db import connection

    assert schema.standing(connection) == schema.Standing(changed=(), unknown=(), pending=(), recorded=True)
    assert schema.fits(connection)


def test_the_migrations_of_the_first_release_stay_as_they_were():
    now = {".".join(key): schema._sum(path) for key, path in schema.files().items()}
    assert {name: now.get(name) for name in landed.SUMS} == landed.SUMS


def test_a_later_migration_has_a_name_that_says_something():
    later = [key for key in schema.files() if ".".join(key) not in landed.SUMS]
    assert [key for key in later if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", key[1]) or "_auto_" in key[1]] == []


def test_every_migration_file_is_seen():
    """Also of an app that is new: `files` goes by the installed apps, this by the folders."""
    folders = [ROOT.glob("*/migrations/[0-9]*.py"), ROOT.glob("shangrao_nongan/*/migrations/[0-9]*.py")]
    assert set(schema.files().values()) == {path for found in folders for path in found}


def test_every_migration_can_be_taken_back_whole():
    """`migrate` is one transaction; a migration that is not atomic (CREATE INDEX CONCURRENTLY) has no place in it."""
    loader = MigrationLoader(None)
    assert [str(found) for found in loader.disk_migrations.values() if not found.atomic] == []
