"""What the chain runs over, and the digests of it: a table is read once, row by row, however many nights it has.

The sum of each row is made by the database, that of a night here: neither side ever holds more than a few of them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Moments, numbers and bytes read the same whoever asks; no schema of his stands before the functions that make the
# sums, and no policy keeps rows from him. The last is no matter of sameness: all rows are read, not the first few.
SAME = {
    "TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "postgres", "extra_float_digits": "1",
    "bytea_output": "hex", "xmlbinary": "base64", "lc_monetary": "C", "search_path": "pg_catalog, public, pg_temp",
    "row_security": "off", "cursor_tuple_fraction": "1",
}  # fmt: skip
AT_ONCE = 5000  # sums that are fetched together
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
    given: bool = False  # whether the application's role may write a key of its own choice


@dataclass(frozen=True)
class Span:
    """What one link stands for: the rows written from `since` up to `until`, or those of `runs`."""

    before: str
    since: dt.datetime | None
    until: dt.datetime
    runs: Sequence[int] | None = None


@dataclass(frozen=True)
class Sum:
    rows: int
    last: int | None
    head: str


FIXED = (
    Source("pghistory_context", "id", "created_at", counted=False),
    Source("supervision_act", "id", "at", given=True),
    Source("supervision_fact", "id", "recorded_at", given=True),
    Source("supervision_reveal", "id", "at", given=True),
    Source("supervision_exported", "id", "at", given=True),
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
            cursor.execute("SELECT pg_catalog.set_config(%s, %s, true)", [name, value])
    yield


def digests(source: Source, columns: Sequence[str], spans: Sequence[Span], *, above: int | None = None) -> list[Sum]:
    """The heads of spans that follow one another, each bound to the head before. `above` leaves out keys that cannot
    be among them. Inside a transaction: the rows come through a cursor of the server.
    """
    if source.of_runs:
        return [found for span in spans for found in _digest(source, columns, [span], None)]
    return _digest(source, columns, spans, above)


def _digest(source: Source, columns: Sequence[str], spans: Sequence[Span], above: int | None) -> list[Sum]:
    sums = [hashlib.sha256(span.before.encode()) for span in spans]
    rows: list[int] = [0] * len(spans)
    last: list[int | None] = [None] * len(spans)
    row = ", ".join(f't."{column}"' for column in columns)
    # In which of the spans a row lies: so many of their ends are not after it.
    at = f'width_bucket(t."{source.moment}", %(ends)s::timestamptz[])' if len(spans) > 1 else "0"
    statement = f"""
        SELECT {at}, {f't."{source.key}"' if source.counted else "NULL"}, sha256(convert_to(ROW({row})::text, 'UTF8'))
        FROM public."{source.table}" t WHERE {_condition(source, spans[0].since, above)}
        ORDER BY {"1, " if len(spans) > 1 else ""}t."{source.key}"
    """
    asked: dict[str, Any] = {"since": spans[0].since, "until": spans[-1].until, "runs": spans[0].runs, "above": above}
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, asked | {"ends": [span.until for span in spans]})
        while found := cursor.fetchmany(AT_ONCE):
            for span, key, one in found:
                sums[span].update(one)
                rows[span] += 1
                last[span] = key
    return [Sum(many, key, made.hexdigest()) for many, key, made in zip(rows, last, sums, strict=True)]


def count(source: Source, since: dt.datetime | None, until: dt.datetime, *, above: int | None = None) -> int:
    """How many rows were written in that time."""
    statement = f'SELECT count(*) FROM public."{source.table}" t WHERE {_condition(source, since, above)}'
    with connection.cursor() as cursor:
        cursor.execute(statement, {"since": since, "until": until, "above": above})
        return int(cursor.fetchone()[0])


def _condition(source: Source, since: dt.datetime | None, above: int | None) -> str:
    if source.of_runs:
        return source.of_runs
    asked = [f't."{source.moment}" < %(until)s']
    if since is not None:
        asked.append(f't."{source.moment}" >= %(since)s')
    if above is not None and source.counted and not source.given:
        asked.append(f't."{source.key}" > %(above)s')
    return " AND ".join(asked)
