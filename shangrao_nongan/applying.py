"""Applying migrations: operations on the schema by runs, and the work on rows under its name in the history.

Django draws all connected models anew after every single operation; with a hundred models that all lead to Region
and Post an upgrade takes a minute of that.  Operations that only make or alter tables need the models as they were
before and as they are after, so a run of them is drawn once.  A table that is made in a run is made from its end state,
with the indexes, constraints and keys it has then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterUniqueTogether,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RunPython,
)
from django.db.migrations.state import ProjectState

from supervision.ground import history

OF_THE_SCHEMA = {
    CreateModel, AddField, AlterField, AddIndex, RemoveIndex, AddConstraint, RemoveConstraint, AlterUniqueTogether,
}  # fmt: skip


def runs(operations: Sequence[Any]) -> Iterator[list[Any]]:
    """The operations in their order: runs of those that can be drawn at once, and each other one alone."""
    run: list[Any] = []
    touched: set[tuple[str, str]] = set()
    for operation in operations:
        part = _part(operation) if type(operation) in OF_THE_SCHEMA else None
        if run and (part is None or part in touched):
            yield run
            run, touched = [], set()
        if part is None:
            yield [operation]
            continue
        run.append(operation)
        touched.add(part)
    if run:
        yield run


def _part(operation: Any) -> tuple[str, str]:
    """What the operation makes or alters: a model, or a field, index or constraint of it."""
    if isinstance(operation, CreateModel | AlterUniqueTogether):
        return operation.name_lower, type(operation).__name__
    for kind in ("index", "constraint"):
        if hasattr(operation, kind):
            return operation.model_name_lower, getattr(operation, kind).name
    return operation.model_name_lower, operation.name.lower()


def _apply(run: Sequence[Any], label: str, state: ProjectState, schema_editor: BaseDatabaseSchemaEditor) -> None:
    before = state.clone()
    if len(run) > 1:
        state.__dict__.pop("apps", None)  # nothing is drawn anew while the operations are added up
    for operation in run:
        operation.state_forwards(label, state)
    made: set[str] = set()
    for operation in run:
        model, _ = _part(operation) if len(run) > 1 else ("", "")
        if model in made:
            continue
        if isinstance(operation, CreateModel):
            made.add(model)
        operation.database_forwards(label, schema_editor, before, state)


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
def in_runs() -> Iterator[None]:
    """While this lasts, migrations are applied run by run; one that is not atomic is left to Django."""
    one_by_one = Migration.apply

    def apply(
        migration: Migration, state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        with _rows_under_its_name(migration):
            if collect_sql or not migration.atomic:
                return one_by_one(migration, state, schema_editor, collect_sql)
            for run in runs(migration.operations):
                _apply(run, migration.app_label, state, schema_editor)
        return state

    Migration.apply = apply  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Migration.apply = one_by_one  # type: ignore[method-assign]
