"""Who began before midnight and commits after it is waited for, whoever it is; who begins later is not."""

import datetime as dt
from contextlib import contextmanager

import psycopg2
import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from shangrao_nongan.chain import services
from shangrao_nongan.chain.models import Digest
from tests import databases

EVENTS = "supervision_populationevent"
WRITES = "UPDATE supervision_population SET count = count + 1 WHERE id = (SELECT min(id) FROM supervision_population)"


@contextmanager
def somebody(house, *, owner):
    """A session of its own with a transaction that has begun: it has read, and written nothing yet."""
    link = psycopg2.connect(databases.url_of(house.name, owner=owner))
    try:
        with link.cursor() as cursor:
            cursor.execute("SELECT 1")
        yield link
    finally:
        link.close()


def write(link):
    with link.cursor() as cursor:
        cursor.execute(databases.AN_ACT)
        cursor.execute(WRITES)


def close(house, until, night=2):
    with house.app():
        return services.seal(until=until, day=dt.date(2026, 1, night))


@pytest.mark.parametrize("owner", [False, True], ids=["application", "owner"])
@pytest.mark.parametrize("written", [False, True], ids=["read", "written"])
def test_a_transaction_that_began_before_is_waited_for(house, owner, written):
    """Also the owner's, of whose sessions the application's role is not told since when they are open."""
    house.act()
    with somebody(house, owner=owner) as link:
        if written:
            write(link)
        midnight = timezone.now()
        assert close(house, midnight) is None
        assert close(house, midnight) is None, "an hour later it still goes on"
        write(link)
        link.commit()
        assert close(house, midnight) is not None
    with house.app():
        assert Digest.objects.get(source=EVENTS).rows >= 2
    assert house.faults() == [], "what was written late is in the night in which it began"


def test_who_begins_after_midnight_is_not_waited_for(house):
    house.act()
    with somebody(house, owner=True) as before:
        midnight = timezone.now()
        assert close(house, midnight) is None
        with somebody(house, owner=True) as after:
            write(after)
            before.commit()
            night = close(house, midnight)
            assert night is not None
            after.commit()
    house.close(4)
    with house.app():
        assert [link.rows for link in Digest.objects.filter(source=EVENTS).order_by("day")][-1] == 1
    assert house.faults() == []


def test_what_was_noted_before_midnight_says_nothing_of_it(house):
    """Somebody who began between the note and midnight would be missed by it."""
    house.act()
    with somebody(house, owner=False):
        assert close(house, timezone.now()) is None
    with somebody(house, owner=False):
        assert close(house, timezone.now()) is None


def test_without_a_cache_a_quiet_instant_is_waited_for(house, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *args, **more: None)
    house.act()
    with somebody(house, owner=True) as link:
        midnight = timezone.now()
        assert close(house, midnight) is None
        link.commit()
        assert close(house, midnight) is not None


def test_a_key_of_ones_own_choice_is_closed_in_with_the_others(house):
    """The application's role may write an act under any free key: it is no way around a night."""
    for night in (2, 4, 6):
        house.act()
        house.close(night)
    with house.app(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supervision_act (id, kind, verb, why, register, record, request)"
            " VALUES (-5, 'changed', '另记一笔', '', 'supervision.user', 0, '')"
        )
    house.close(8)
    with house.app():
        links = list(Digest.objects.filter(source="supervision_act").order_by("day"))
    assert [link.rows for link in links][-1] == 1
    assert house.faults() == house.faults(since=links[-1].day) == []
