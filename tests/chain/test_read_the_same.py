"""Heads are the same whatever the settings of the session that reads, and whatever schema stands before ours."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from shangrao_nongan.chain import services, sources
from shangrao_nongan.chain.sources import SAME
from shangrao_nongan.chain.verifying import verify

OTHERS = {
    "TimeZone": "Asia/Kathmandu", "DateStyle": "SQL, DMY", "IntervalStyle": "sql_standard", "extra_float_digits": "-10",
    "bytea_output": "escape", "xmlbinary": "hex", "search_path": "shadow, pg_catalog, public",
}  # fmt: skip
# One value of each type whose text hangs on a setting, in a table of the history.
MORE = "ALTER TABLE supervision_populationevent ADD COLUMN a interval, ADD COLUMN b double precision,"
MORE += " ADD COLUMN c bytea, ADD COLUMN d timestamptz, ADD COLUMN e date, ADD COLUMN f timestamptz[]"
VALUES = """UPDATE supervision_populationevent SET a = '1 month 2 days 03:04:05', b = 1::float8 / 3,
    c = '\\x00ff'::bytea, d = '2021-03-04 05:06:07.891234+08',
    e = '2021-03-04', f = ARRAY['2021-03-04 05:06+08'::timestamptz]"""
SHADOW = """CREATE SCHEMA shadow; GRANT USAGE ON SCHEMA shadow TO PUBLIC;
CREATE FUNCTION shadow.sha256(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT ''x''::bytea';
CREATE FUNCTION shadow.convert_to(text, name) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT ''x''::bytea'"""


@pytest.fixture
def closed(house):
    house.sql(MORE)
    house.act()
    house.sql(VALUES)
    house.close(2)
    house.act()
    house.close(4)
    house.sql(SHADOW)
    return house


def changed(cursor, names):
    for name in names:
        cursor.execute("SELECT pg_catalog.set_config(%s, %s, false)", [name, OTHERS[name]])
        cursor.execute("SELECT pg_catalog.current_setting(%s)", [name])
        assert cursor.fetchone() == (OTHERS[name],)


@pytest.mark.parametrize("names", [*([name] for name in OTHERS), list(OTHERS)], ids=[*OTHERS, "all"])
def test_the_readers_settings_change_nothing(closed, names):
    with closed.app():
        with connection.cursor() as cursor:
            changed(cursor, names)
        assert verify() == []


def test_nor_do_those_of_who_closes_a_night(closed):
    closed.act()
    with closed.app():
        with connection.cursor() as cursor:
            changed(cursor, set(OTHERS) - {"DateStyle"})  # with which the driver itself reads no moment
        services.seal(until=timezone.now(), day=dt.date(2026, 1, 8))
    assert closed.faults() == []


def test_every_setting_of_a_value_is_fixed():
    assert set(OTHERS) <= set(SAME)


def test_the_settings_do_matter(closed, monkeypatch):
    """Without them the same rows read otherwise: what is tested above could fail."""
    kept = {name: value for name, value in SAME.items() if name not in OTHERS or name == "search_path"}
    monkeypatch.setattr(sources, "SAME", kept)
    for name in ("TimeZone", "IntervalStyle", "extra_float_digits", "bytea_output"):
        with closed.app():
            with connection.cursor() as cursor:
                changed(cursor, [name])
            assert verify() != [], name
