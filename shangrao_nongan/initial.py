"""Applying migrations: a first one in one step, and the work on rows under its name in the history.

Django draws all connected models anew after every single operation; with a hundred models that all lead to Region
and Post a fresh database takes half a minute of that.  The first migration of an app only makes tables, so its end
state is drawn once and the tables are made from that, with the indexes, constraints and keys they have in the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, RunPython
from django.db.migrations.operations.models import AlterTogetherOptionOperation
from django.db.migrations.state import ProjectState

from supervision.ground import history

MAKING = (CreateModel, AddField, AddIndex, AddConstraint, AlterTogetherOptionOperation)


def only_makes_tables(migration: Migration) -> bool:
    """True when every operation makes one of the migration's own tables or adds to one."""
    own = {operation.name_lower for operation in migration.operations if isinstance(operation, CreateModel)}
    return all(isinstance(operation, MAKING) and _model_of(operation) in own for operation in migration.operations)


def _model_of(operation: Any) -> str:
    return operation.model_name_lower if hasattr(operation, "model_name_lower") else operation.name_lower


@contextmanager
def _rows_under_its_name(migration: Migration) -> Iterator[None]:
    """While this lasts, what RunPython of this migration does to rows is told in their history."""
    operations = [operation for operation in migration.operations if isinstance(operation, RunPython)]
    codes = [operation.code for operation in operations]
    for operation, code in zip(operations, codes, strict=True):
        operation.code = history.migrating(str(migration))(code)
    try:
        yield
    finally:
        for operation, code in zip(operations, codes, strict=True):
            operation.code = code


@contextmanager
def in_one_step() -> Iterator[None]:
    """While this lasts, first migrations are applied in one step; all others as Django does."""
    one_by_one = Migration.apply

    def apply(
        migration: Migration, state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql or not migration.initial or not only_makes_tables(migration):
            with _rows_under_its_name(migration):
                return one_by_one(migration, state, schema_editor, collect_sql)
        state.__dict__.pop("apps", None)  # nothing is drawn anew while the operations are added up
        for operation in migration.operations:
            operation.state_forwards(migration.app_label, state)
        for operation in migration.operations:
            if isinstance(operation, CreateModel):
                model = state.apps.get_model(migration.app_label, operation.name)
                if operation.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)
        return state

    Migration.apply = apply  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Migration.apply = one_by_one  # type: ignore[method-assign]
