"""An act can be added and read: the role of the web may do no more, and the tables' owner is refused by the guard."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from supervision.ground.acts import Act
from tests import databases, make


@pytest.mark.parametrize("change", ["UPDATE supervision_act SET why = '改'", "DELETE FROM supervision_act"])
def test_the_web_cannot_change_one(cast, change):
    make.subject()
    assert Act.objects.exists()
    with pytest.raises(DatabaseError, match="supervision_act"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["SELECT", "INSERT"])
def test_the_web_reads_and_adds(right):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'supervision_act', %s)", [settings.DATABASE_APP_ROLE, right])
        assert cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["UPDATE supervision_act SET why = '改'", "DELETE FROM supervision_act", "TRUNCATE supervision_act"]
)
def test_nor_can_the_owner(database_name, change):
    """In a connection of its own; whatever it tries is taken back."""
    add = "INSERT INTO supervision_act (kind, verb, why, register, record, request) VALUES ('changed','试','','x',1,'')"
    tried = f"BEGIN; SET CONSTRAINTS ALL IMMEDIATE; {add}; {change}; ROLLBACK"
    with pytest.raises(Exception, match="办理记录不能修改或删除"):
        databases.ask(databases.url_of(database_name, owner=True), tried)
