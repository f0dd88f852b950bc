"""Two upgrades of one database do not run side by side: the second waits before it has looked at anything."""

import psycopg2
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from shangrao_nongan.management.commands.migrate import LOCK
from tests import databases

from .catalog import catalog


def test_the_second_waits(landed):
    before = catalog(landed)
    first = psycopg2.connect(databases.url_of(landed, owner=True))
    try:
        first.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        with databases.owner_of(landed):
            connection.cursor().execute("SET lock_timeout = '1ms'")  # it would wait as long as the first one takes
            with pytest.raises(OperationalError, match="lock timeout"):
                call_command("migrate", verbosity=0, interactive=False)
    finally:
        first.close()
    assert catalog(landed) == before
