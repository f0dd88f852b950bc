"""However many nights a table has, it is read once, in portions; a transaction may last as long as it likes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangrao_nongan.chain import sources
from shangrao_nongan.chain.models import Digest
from shangrao_nongan.chain.verifying import verify

from .test_late_commits import close, somebody, write

EVENTS = "supervision_populationevent"


@pytest.fixture
def nights(house):
    for night in range(2, 12, 2):
        house.act()
        house.act()
        house.close(night)
    return house


def test_five_nights_are_read_in_one_statement(nights, monkeypatch):
    asked = []
    real = sources._digest
    monkeypatch.setattr(sources, "_digest", lambda *given: asked.append(given[0].table) or real(*given))
    assert nights.faults() == []
    assert asked.count(EVENTS) == 1
    with nights.app():
        assert Digest.objects.filter(source=EVENTS).count() == 5


@pytest.mark.parametrize("portion", [1, 2, 5000])
def test_the_portions_change_nothing(nights, monkeypatch, portion):
    monkeypatch.setattr(sources, "AT_ONCE", portion)
    assert nights.faults() == []


def test_the_sums_do_not_come_through_one_value_of_the_database(nights):
    """An aggregate over a table would grow with it, up to the largest value there can be."""
    with nights.app(), CaptureQueriesContext(connection) as seen:
        verify()
    assert not [query for query in seen if "string_agg" in query["sql"] or "array_agg" in query["sql"]]


def test_a_key_of_the_night_before_may_be_the_younger_one(house):
    """Who began before midnight and wrote long after it: his key is above those of the next night, which are not left
    out for that. No transaction is too long for it.
    """
    with somebody(house, owner=False) as slow:
        midnight = timezone.now()
        house.act()
        write(slow)
        slow.commit()
    assert close(house, midnight, night=2) is not None
    house.close(4)
    with house.app():
        before, after = Digest.objects.filter(source=EVENTS).order_by("day")
    assert before.last > after.last and after.rows == 1
    assert house.faults() == house.faults(since=after.day) == []


def test_a_key_bounds_only_what_began_after_its_link_was_made(nights):
    from shangrao_nongan.chain.services import above

    with nights.app():
        known = list(Digest.objects.filter(source=EVENTS).order_by("-day"))
    newest = known[0]
    assert above(known, newest.made_at) == newest.last
    assert above(known, newest.made_at - dt.timedelta(microseconds=1)) == known[1].last
    assert above(known, known[-1].made_at - dt.timedelta(microseconds=1)) is None
    assert above(known, None) is None


def test_from_a_day_on_finds_the_same(nights):
    with nights.app():
        days = sorted(set(Digest.objects.values_list("day", flat=True)))
    for day in days:
        assert nights.faults(since=day) == []
    nights.sql(f"UPDATE {EVENTS} SET count = 1 WHERE pgh_id = (SELECT max(pgh_id) FROM {EVENTS})")
    for day in days:
        assert [source for source, _ in nights.faults(since=day)] == [EVENTS]
