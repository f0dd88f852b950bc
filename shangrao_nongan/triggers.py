"""The history triggers: installing those that are not as declared, and telling whether all are.

pgtrigger's own installer stops at the first model whose table is not made yet, so a single app could not be migrated;
it also writes every trigger anew, which locks every table against the running site.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import connections

# A trigger that was switched off counts as one that is not there.
INSTALLED = r"""
SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE 'pgtrigger\_%' AND t.tgparentid = 0 AND t.tgenabled = 'O' AND pg_table_is_visible(c.oid)
"""


def install(using: str = "default", **kwargs: Any) -> None:
    there = connections[using]
    tables = set(there.introspection.table_names())
    installed = _installed(there)
    for model, trigger in pgtrigger.registered():
        if model._meta.db_table in tables and installed.get(_place(model, trigger)) != trigger.compile(model).hash:
            trigger.install(model, database=using)
    pgtrigger.prune(database=using)


def as_declared(connection: Any) -> bool:
    """True when exactly the triggers of this code are there; pgtrigger leaves the hash of each in its comment."""
    declared = {_place(model, trigger): trigger.compile(model).hash for model, trigger in pgtrigger.registered()}
    return _installed(connection) == declared


def _place(model: Any, trigger: pgtrigger.Trigger) -> tuple[str, str]:
    return model._meta.db_table, trigger.get_pgid(model)


def _installed(connection: Any) -> dict[tuple[str, str], str | None]:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        return {(table, name): found for table, name, found in cursor.fetchall()}
