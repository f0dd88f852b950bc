"""Models and migrations agree, and an app that has not been delivered yet has one migration."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from .source import ROOT


def test_no_migration_is_missing(db, capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except (SystemExit, CommandError) as missing:
        pytest.fail(f"{missing}\n{capsys.readouterr().out}")


def test_the_test_database_was_made_by_the_migrations(db):
    """The template database is one full migrate from nothing (tests/databases.py)."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_each_app_has_a_single_migration():
    for config in apps.get_app_configs():
        folder = ROOT.joinpath(config.path, "migrations")
        if ROOT in folder.parents and ".venv" not in folder.parts and folder.is_dir():
            found = sorted(path.name for path in folder.glob("[0-9]*.py"))
            assert found in (["0001_initial.py"], []), config.label
