"""What the public page asks. One statement by key: it answers and notes the reading at once."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from supervision.ground.records import State, sealed

from ..models import Certificate, Edition, Scan
from ..vocabulary import Mark, Reader

SHOWN = (
    *("number", "title", "promise", "bases_shown", "subject_name", "product_name", "quantity", "unit", "origin"),
    *("contact", "phone", "phone_open", "issued_on", "state", "voided_at"),
    *("mark", "mark_why", "marked_on", "on_behalf"),
)

READ = f"""
    WITH found AS (
        SELECT id, edition_id, {", ".join(SHOWN)},
               CASE WHEN state = '{State.VOID}' THEN '{Reader.VOID}'
                    WHEN mark <> '' THEN '{Reader.MARKED}' ELSE '{Reader.VALID}' END AS answer
        FROM {Certificate._meta.db_table} WHERE code = %s
    ), noted AS (
        INSERT INTO {Scan._meta.db_table} (certificate_id, at, answer, reader) SELECT id, %s, answer, %s FROM found
    )
    SELECT {", ".join(f"found.{name}" for name in SHOWN)}, answer, edition_id, verified
    FROM found JOIN {Edition._meta.db_table} e ON e.code = edition_id
"""


def look_up(code: str, *, reader: str = "") -> dict[str, Any] | None:
    """What a certificate says, or None for a code that no certificate has. The time of a reading is real time."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [code, timezone.now(), sealed.digest(reader)[:16]])
        row = cursor.fetchone()
    if row is None:
        return None
    said = dict(zip((*SHOWN, "answer", "edition_id", "verified"), row, strict=True))
    return said | {"mark_label": Mark(said["mark"]).label if said["mark"] else ""}
