"""What the chain runs over, and the digest of it in one statement: nothing leaves the database but the sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Moments, numbers and bytes read the same whoever asks.
SAME = {
    "TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "extra_float_digits": "1",
    "bytea_output": "hex",
}  # fmt: skip
EVENTS = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'pgh_context_id'
    AND NOT a.attisdropped
ORDER BY c.relname
"""
COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = to_regclass('public.' || quote_ident(%s)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


@dataclass(frozen=True)
class Source:
    """A table whose rows are written once: its key, and the column that says when (the moment of the transaction)."""

    table: str
    key: str
    moment: str = ""  # nothing: its rows belong to a published run, by the condition `of_runs`
    of_runs: str = ""
    counted: bool = True  # whether its keys are numbers that grow


@dataclass(frozen=True)
class Sum:
    rows: int
    last: int | None
    head: str


FIXED = (
    Source("pghistory_context", "id", "created_at", counted=False),
    Source("supervision_act", "id", "at"),
    Source("supervision_fact", "id", "recorded_at"),
    Source("assessment_run", "id", of_runs="t.id = ANY(%(runs)s)"),
    Source("assessment_scoresheet", "id", of_runs="t.run_id = ANY(%(runs)s)"),
    Source(
        "assessment_scoreline",
        "id",
        of_runs="t.sheet_id IN (SELECT s.id FROM public.assessment_scoresheet s WHERE s.run_id = ANY(%(runs)s))",
    ),
)


def sources() -> list[Source]:
    """The history of every table, acts, facts, and published scores."""
    with connection.cursor() as cursor:
        cursor.execute(EVENTS)
        events = [Source(table, "pgh_id", "pgh_created_at") for (table,) in cursor.fetchall()]
    return [*FIXED, *events]


def columns_of(source: Source) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [source.table])
        return [name for (name,) in cursor.fetchall()]


@contextmanager
def read_the_same() -> Iterator[None]:
    """Inside a transaction: the settings on which the text of a value hangs; put back at the end of it."""
    with connection.cursor() as cursor:
        for name, value in SAME.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
    yield


def digest(
    source: Source, columns: Sequence[str], before: str, covered: Mapping[str, Any], *, above: int | None = None
) -> Sum:
    """The rows that are covered, bound to the head before. `above` leaves out keys that cannot be among them."""
    row = ", ".join(f't."{column}"' for column in columns)
    last = f'max(t."{source.key}")' if source.counted else "NULL::bigint"
    statement = f"""
        SELECT count(*), {last}, encode(sha256(convert_to(%(before)s, 'UTF8') || coalesce(string_agg(
            sha256(convert_to(ROW({row})::text, 'UTF8')), ''::bytea ORDER BY t."{source.key}"), ''::bytea)), 'hex')
        FROM public."{source.table}" t WHERE {_condition(source, covered, above)}
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, {**covered, "before": before, "above": above})
        return Sum(*cursor.fetchone())


def _condition(source: Source, covered: Mapping[str, Any], above: int | None) -> str:
    if source.of_runs:
        return source.of_runs
    asked = [f't."{source.moment}" < %(until)s']
    if covered["since"] is not None:
        asked.append(f't."{source.moment}" >= %(since)s')
    if above is not None and source.counted:
        asked.append(f't."{source.key}" > %(above)s')
    return " AND ".join(asked)


def midnight() -> dt.datetime:
    """The last one in Shanghai, by the clock of the database: the history has real moments, not the business day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT date_trunc('day', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'")
        found: dt.datetime = cursor.fetchone()[0]
        return found


def still_writing(until: dt.datetime) -> bool:
    """Whether a transaction that began before `until` still goes on: its rows would come late into a closed link."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start < %s AND backend_type = 'client backend')",
            [until],
        )
        return bool(cursor.fetchone()[0])
