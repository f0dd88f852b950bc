"""When a fact or an act came in is said by the database."""

import pytest
from django.db import connection

from tests import make, registers
from tests.forged import COPY

pytestmark = pytest.mark.django_db


def test_the_ledger_is_dated_by_the_database(cast):
    """Whatever a writer says: nothing is put into a night that was closed."""
    make.subject()
    copied = {
        "supervision_fact": ("recorded_at", '{"id": 987654, "recorded_at": "2020-01-01", "source_version": 99}'),
        "supervision_act": ("at", '{"id": 987654, "at": "2020-01-01"}'),
    }
    registers.make("supervision.patrol")
    for table, (column, given) in copied.items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT max(id) FROM {table}")
            (row,) = cursor.fetchone()
            cursor.execute(COPY.format(table), {"row": row, "given": given})
            cursor.execute(f"SELECT {column} = now() FROM {table} WHERE id = 987654")
            assert cursor.fetchone() == (True,), table
