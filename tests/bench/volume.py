"""A database of the size that the city has after some years: 100,000 subjects, 1,000,000 patrols.

One row of each is made by the services; the others are copies of it, written by the database itself, whose triggers are
switched off and whose foreign keys are gone. It is kept from run to run, as long as the template it came from is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.db import connection

from tests import databases, make
from tests.cast import DONGTUAN
from tests.supervision.patrol.maker import patrol

SUBJECTS, PATROLS = 100_000, 1_000_000
FIRST = "DATE '2017-01-01'"
DAYS = 1826  # five years
# Common syllables of such names; the last is rare: one subject in a thousand has it.
NAME = (
    "(ARRAY['丰源','绿洲','金穗','云峰','信江','灵山'])[1 + g % 6]"
    " || (ARRAY['蔬菜','茶叶','柑橘','水产','生猪'])[1 + g % 5]"
    " || CASE WHEN g % 1000 = 0 THEN '韭菜' ELSE '' END || g || '号合作社'"
)


@contextmanager
def filled() -> Iterator[None]:
    """While this lasts, the connection is to that database."""
    name = f"nongan_bench_{databases._fingerprint()}"
    if not databases._admin(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        databases._admin(f'DROP DATABASE IF EXISTS "{name}_part" WITH (FORCE)')
        databases._admin(f'CREATE DATABASE "{name}_part" TEMPLATE "{databases.template()}"')
        _fill(f"{name}_part")
        databases._admin(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
    with databases.app_of(name):
        cache.clear()
        yield


def _fill(name: str) -> None:
    with databases.app_of(name):
        subject = make.subject("丰源蔬菜0号合作社", at=DONGTUAN)
        visit = patrol(subject=subject, accepted=True)
    with databases.owner_of(name), connection.cursor() as cursor:
        _multiply(
            cursor, subject, SUBJECTS, name=NAME, name_key=NAME, number="'ZT-b-' || g", credit_code="''",
            registered_on=_day("g"), client_key="gen_random_uuid()",
        )  # fmt: skip
        of_any = f"(SELECT min(id) FROM supervision_subject WHERE number LIKE 'ZT-b-%') + g % {SUBJECTS}"
        _multiply(
            cursor, visit, PATROLS, number="'XC-b-' || g", subject_id=of_any, held_on=_day("g"),
            client_key="gen_random_uuid()", visit="gen_random_uuid()",
            conclusion="(ARRAY['pass','pass','pass','rectify'])[1 + g % 4]",
        )  # fmt: skip
        cursor.execute("VACUUM ANALYZE")


def _day(number: str) -> str:
    return f"{FIRST} + ({number}::bigint * 7919 % {DAYS})::int"


def _multiply(cursor: Any, row: Any, count: int, **changed: str) -> None:
    """Copies of a row; `changed` gives SQL for some columns, with `g` running from 1."""
    table = row._meta.db_table
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", [table])
    for (key,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{key}"')
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table]
    )
    columns = [name for (name,) in cursor.fetchall() if name != "id"]
    told = {name: sql for name, sql in changed.items() if name in columns}
    values = ", ".join(told.get(name, f'one."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values}"
        f" FROM {table} one, generate_series(1, {count}) g WHERE one.id = {int(row.pk)}"
    )
