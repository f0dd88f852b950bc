"""What was sent is written once: the role of the web adds and forgets, and rewrites nothing."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction


@pytest.mark.django_db
def test_the_web_cannot_change_one():
    with pytest.raises(DatabaseError, match="supervision_sent"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE supervision_sent SET record = 1")


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["SELECT", "INSERT", "DELETE"])
def test_the_web_adds_and_forgets(right):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'supervision_sent', %s)", [settings.DATABASE_APP_ROLE, right])
        assert cursor.fetchone()[0]
