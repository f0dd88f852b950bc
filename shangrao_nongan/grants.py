"""What the application's database role may do: read and write rows, nothing else.

Web and worker own nothing, cannot TRUNCATE, cannot create or drop a trigger: the guards hold even against a fault in
our own code.  Runs after every migrate, as the owner; idempotent.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connections

from . import installed, schema

# Read and added to, never changed; what was sent is forgotten after a month, so its rows may go.
APPENDED = {"supervision_act": "UPDATE, DELETE", "supervision_sent": "UPDATE"}


def grant_rights(using: str = "default", **kwargs: Any) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        (owner,) = cursor.fetchone()
        role = settings.DATABASE_APP_ROLE
        if role == owner:  # one role for everything: somebody's own server without a second role
            return
        cursor.execute(f"""
            GRANT USAGE ON SCHEMA public TO "{role}";
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}", PUBLIC;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}";
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}";
            REVOKE INSERT, UPDATE, DELETE ON {schema.TABLE}, {installed.TABLE} FROM "{role}";
        """)
        # One that this code knows is not there yet while an older state is made ready.
        for table, refused in APPENDED.items():
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f'REVOKE {refused} ON {table} FROM "{role}"')
