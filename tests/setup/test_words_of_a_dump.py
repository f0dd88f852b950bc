"""What an upgrade notes of the triggers is what stands there after a backup was restored: word for word."""

import psycopg2
import pytest
from django.db import connection

from shangrao_nongan import installed
from tests import databases

pytestmark = pytest.mark.django_db

OURS = f"""
SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND {installed.OWN.replace("%%", "%")}
ORDER BY 1, 2
"""


def test_a_trigger_read_back_is_the_same():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (name,) = cursor.fetchone()
    owner = psycopg2.connect(databases.url_of(name, owner=True))
    try:
        with owner.cursor() as cursor:
            cursor.execute(OURS)
            noted = cursor.fetchall()
            assert len(noted) > 200
            assert sum(" WHEN (" in text for _, _, text in noted) > 1
            for table, trigger, text in noted:
                cursor.execute(f'DROP TRIGGER "{trigger}" ON public."{table}"')
                cursor.execute(text)
            cursor.execute(OURS)
            assert cursor.fetchall() == noted
    finally:
        owner.rollback()
        owner.close()
