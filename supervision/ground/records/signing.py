"""Who wrote the rows that stand open, told by the acts and the history of before: for the migration that begins it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

OPEN = ("draft", "submitted", "returned")
WROTE = ("drafted", "entered", "edited", "submitted", "changed")

# Before there were acts, a version that was still being written names its writer by its context; what came back was
# written by who corrected it, not by who returned it.
SIGN = """
UPDATE {table} SET writers = found.users
FROM (
    SELECT r.id, array_agg(DISTINCT w.user_id ORDER BY w.user_id) AS users
    FROM {table} r CROSS JOIN LATERAL (
        SELECT p.user_id FROM supervision_post p WHERE p.id = r.made_by_id
        UNION
        SELECT a.user_id FROM supervision_act a
        WHERE a.register = %(label)s AND a.record = r.id AND a.kind = ANY(%(wrote)s)
        UNION
        SELECT p.user_id
        FROM {events} e
        JOIN pghistory_context c ON c.id = e.pgh_context_id
        JOIN supervision_post p ON p.id = (c.metadata->>'post')::bigint
        WHERE e.pgh_obj_id = r.id AND (e.state IN ('draft', 'submitted') OR c.metadata->>'verb' = '修改')
    ) w
    WHERE r.state = ANY(%(open)s) AND w.user_id IS NOT NULL
    GROUP BY r.id
) found
WHERE {table}.id = found.id
"""


def sign(apps: Any, editor: Any, app: str, but: Sequence[str] = ()) -> None:
    """Fill `writers` of the open rows of an app's registers; `but` are registers whose rows nobody takes over."""
    quote = editor.connection.ops.quote_name
    for model in apps.get_app_config(app).get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if not {"writers", "number"} <= names or "pgh_id" in names or model._meta.model_name in but:
            continue
        events = apps.get_model(app, f"{model.__name__}Event")
        statement = SIGN.format(table=quote(model._meta.db_table), events=quote(events._meta.db_table))
        told = {"label": model._meta.label_lower, "wrote": list(WROTE), "open": list(OPEN)}
        with editor.connection.cursor() as cursor:
            cursor.execute(statement, told)
