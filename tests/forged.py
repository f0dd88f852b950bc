"""Forged moves: plain statements of the application's own role, past every service, each an act with a name."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection, transaction

GUARD = "NG001"
# A second row like one that is there, with the columns of `given`.
COPY = "INSERT INTO {0} SELECT (jsonb_populate_record(t, %(given)s::jsonb)).* FROM {0} t WHERE id = %(row)s"


class Undone(Exception):
    pass


def told(*statements: str, **values: Any) -> str:
    """In which words it is refused, at the latest as it would be committed; nothing where it goes through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, values)
                assert cursor.rowcount > 0, f"nothing to forge: {statement}"
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            raise Undone
    except Undone:
        return ""
    except DatabaseError as refused:
        said: Any = refused.__cause__
        return str(said.diag.message_primary) if said.pgcode == GUARD else f"not by a guard: {refused}"


def sets(table: str, change: str) -> str:
    return f"UPDATE {table} SET {change} WHERE id = %(row)s"
