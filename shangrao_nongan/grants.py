"""What the application's database role may do: read and write rows, nothing else.

Web and worker own nothing, cannot TRUNCATE, cannot create or drop a trigger: the guards hold even against a fault in
our own code. Nothing is deleted but what is named here, and the history is written by its triggers alone (triggers.py).
Runs after every migrate, as the owner; idempotent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

from . import installed, schema

# Written by the owner's migrate, or not used at all: what somebody may do hangs on posts, never on Django's groups.
READ_ONLY = {
    schema.TABLE, installed.TABLE, "django_migrations", "django_content_type", "auth_permission", "auth_group",
    "auth_group_permissions", "supervision_user_groups", "supervision_user_user_permissions",
}  # fmt: skip
# Added to, never changed: ledgers that are their own history. What was sent is forgotten after a month.
APPENDED = {
    "supervision_act", "supervision_reveal", "supervision_exported", "supervision_factcause", "supervision_sent",
    "supervision_said", "supervision_notice", "supervision_reviewsweep", "supervision_statistic",
    "certificates_scan", "django_admin_log", "chain_digest",
}  # fmt: skip
# The only tables whose rows may go, and why.
DELETABLE = {
    "django_session": "an ended session",
    "axes_accessattempt": "a way in that opened",
    "axes_accessattemptexpiration": "a way in that opened",
    "axes_accessfailurelog": "kept for so many tries",
    "axes_accesslog": "kept for so many tries",
    "supervision_sent": "forgotten after a month",
    "monitoring_result": "lines of a report that is not yet verified; kept in the history",
    "supervision_signin": "kept as long as the law asks for logs",
    "supervision_selection": "what somebody picked to decide on, a quarter ago",
    "supervision_statistic": "what was counted in the background, a quarter ago",
    "supervision_savedlist": "conditions somebody had kept under a name and wants no more",
    "supervision_dryrun": "what a check found in a file, until the next check",
}
# Every table of the history: written by the triggers with the owner's rights, read by everybody.
HISTORY = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND (c.relname = 'pghistory_context'
    OR EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'pgh_context_id' AND NOT a.attisdropped))
"""


def drafted() -> dict[str, str]:
    """What is written anew while an edition is a draft; the published ones have guards, and all have their history."""
    from supervision.ground.editions import Item, dictionary

    kinds = [model for model in apps.get_models() if issubclass(model, (Item, dictionary.Change))]
    return {model._meta.db_table: "items of a draft; kept in the history" for model in kinds}


def grant_rights(using: str = "default", **kwargs: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()
        role = settings.DATABASE_APP_ROLE
        if role == owner:  # one role for everything: somebody's own server without a second role
            return
        cursor.execute(HISTORY)
        history = {table for (table,) in cursor.fetchall()}
        cursor.execute(f"""
            GRANT USAGE ON SCHEMA public TO "{role}";
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}", PUBLIC;
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO "{role}";
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}";
        """)
        _each(cursor, "REVOKE INSERT, UPDATE ON {} FROM {}", history | READ_ONLY, role)
        _each(cursor, "REVOKE UPDATE ON {} FROM {}", APPENDED, role)
        _each(cursor, "GRANT DELETE ON {} TO {}", DELETABLE | drafted(), role)


def _each(cursor: Any, statement: str, tables: Iterable[str], role: str) -> None:
    """For those that are there: one that this code knows is not yet, while an older state is made ready."""
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")
    there = {table for (table,) in cursor.fetchall()}
    for table in sorted(there & set(tables)):
        cursor.execute(statement.format(f'public."{table}"', f'"{role}"'))
