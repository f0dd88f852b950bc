"""What the database itself refuses, whoever asks: issued certificates, verified results, facts, published scores.

The guards are our own triggers (a pgtrigger protection can be switched off by a session setting), written
idempotently after every migrate. TRUNCATE is refused too. Against the owner of the tables a digest chain detects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

ERRCODE = "NG001"


@dataclass(frozen=True)
class Guard:
    """Rows of `model` for which the SQL condition `when` held before the change keep every column but `allow`."""

    model: str
    message: str
    when: str = "TRUE"
    allow: tuple[str, ...] = ()


GUARDS: dict[str, Guard] = {}


def freeze(model: str, *, message: str, when: str = "TRUE", allow: tuple[str, ...] = ()) -> None:
    """Declare a guard; called from an app's `ready`. `when` speaks of OLD, e.g. "OLD.state = 'accepted'"."""
    GUARDS[model] = Guard(model, message, when, allow)


def install(sender: Any = None, using: str = "default", **kwargs: Any) -> None:
    """post_migrate: write the triggers of every guarded table that exists."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for guard in GUARDS.values():
        table = apps.get_model(guard.model)._meta.db_table
        if table in tables:
            with connection.cursor() as cursor:
                cursor.execute(_sql(guard, table))


def _sql(guard: Guard, table: str) -> str:
    name = f"guard_{table}"
    message = guard.message.replace("'", "''").replace("%", "%%")
    allowed = ", ".join(f"'{column}'" for column in guard.allow)
    kept = f"- ARRAY[{allowed}]::text[]"
    refuse = f"RAISE EXCEPTION '{message}' USING ERRCODE = '{ERRCODE}';"
    return f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN {refuse} END IF;
            IF TG_OP = 'DELETE' THEN
                IF ({guard.when}) THEN {refuse} END IF;
                RETURN OLD;
            END IF;
            IF ({guard.when}) AND to_jsonb(OLD) {kept} IS DISTINCT FROM to_jsonb(NEW) {kept} THEN {refuse} END IF;
            RETURN NEW;
        END $guard$;
        CREATE OR REPLACE TRIGGER {name}_row BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION {name}();
        CREATE OR REPLACE TRIGGER {name}_all BEFORE TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION {name}();
    """
