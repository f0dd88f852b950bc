"""The release before must still work on the new schema: a migration adds, and takes away only a release later.

Old code does not name a new column when it inserts, so the database must be able to fill it; a default in Python is
known to new code alone.
"""

import pytest
from django.db import models
from django.db.migrations import AddField, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel, DeleteModel, RemoveField, RenameField, RenameModel
from django.db.migrations.operations.models import AlterModelTable

from shangrao_nongan import landed, schema

TAKES_AWAY = (RemoveField, DeleteModel, RenameField, RenameModel, AlterModelTable)
# Migrations that take away what no code of the release before reads or writes any more.
CONTRACTS: set[str] = set()


def faults(migration):
    found = []
    new = {one.name_lower for one in migration.operations if isinstance(one, CreateModel)}  # no old code writes there
    for operation in migration.operations:
        if isinstance(operation, TAKES_AWAY) and str(migration) not in CONTRACTS:
            found.append(f"{migration}: {operation.describe()}")
        if isinstance(operation, AddField) and operation.model_name_lower not in new:
            field = operation.field
            if not (field.null or field.has_db_default() or field.many_to_many):
                found.append(f"{migration}: {operation.model_name}.{operation.name} 既不可为空，又没有 db_default")
    return found


def test_later_migrations_leave_the_release_before_working():
    loader = MigrationLoader(None)
    later = [loader.disk_migrations[key] for key in schema.files() if ".".join(key) not in landed.SUMS]
    assert [fault for migration in later for fault in faults(migration)] == []


@pytest.mark.parametrize(
    ("operation", "count"),
    [
        (AddField("patrol", "weather", models.CharField(max_length=9, default="")), 1),
        (AddField("patrol", "weather", models.CharField(max_length=9, default="", db_default="")), 0),
        (AddField("patrol", "weather", models.CharField(max_length=9, null=True)), 0),
        (AddField("patrol", "seen", models.ManyToManyField("supervision.Post")), 0),
        (RenameField("patrol", "deadline", "term"), 1),
        (RemoveField("patrol", "deadline"), 1),
    ],
)
def test_what_counts(operation, count):
    migration = Migration("0009_trial", "supervision")
    migration.operations = [operation]
    assert len(faults(migration)) == count
