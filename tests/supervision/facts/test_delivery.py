"""Bringing facts to receivers: after commit, once, in order per subject, a failing one on its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from supervision.ground import facts, locks, sending
from supervision.ground.facts import Fact, FactDelivery
from supervision.ground.facts.vocabulary import LONGEST_PAUSE, pause
from tests import make

from .conftest import PROBLEM, URGENT


@pytest.fixture
def sent(monkeypatch):
    names = []
    monkeypatch.setattr(sending.current_app, "send_task", lambda name, **kwargs: names.append(name), raising=False)
    return names


def _again():
    """Let the pause of failed deliveries be over."""
    FactDelivery.objects.filter(done_at=None).update(next_at=Now() - timedelta(seconds=1))
    return facts.deliver()


def test_one_message_after_commit_however_many_facts(tell, subject, heard, sent, django_capture_on_commit_callbacks):
    heard()
    with django_capture_on_commit_callbacks(execute=True):
        tell(subject)
        tell(subject, kind=URGENT)
        assert sent == []
    assert sent == ["supervision.deliver_facts"]


def test_a_broker_that_is_down_disturbs_nobody(tell, subject, monkeypatch, django_capture_on_commit_callbacks):
    def down(*args, **kwargs):
        raise ConnectionError("拒绝连接")

    monkeypatch.setattr(sending.current_app, "send_task", down, raising=False)
    with django_capture_on_commit_callbacks(execute=True):
        fact = tell(subject)
    assert Fact.objects.filter(pk=fact.pk).exists()


def test_each_fact_is_taken_once(tell, subject, heard):
    notes, _ = heard()
    fact = tell(subject)
    assert facts.deliver() == 1
    assert facts.deliver() == 0
    assert notes == [fact.pk]


def test_a_receiver_hears_only_its_kinds(tell, subject, heard):
    notes, _ = heard(kinds=[URGENT])
    tell(subject)
    urgent = tell(subject, kind=URGENT)
    facts.sweep()
    assert notes == [urgent.pk]


def test_counter_facts_are_delivered_too(tell, cast, subject, heard):
    notes, _ = heard()
    fact = tell(subject)
    (counter,) = facts.retract(subject, by=cast.reviewer.post, why="误报")
    facts.deliver()
    assert notes == [fact.pk, counter.pk]


def test_a_failing_receiver_neither_stops_the_others_nor_loses_the_fact(tell, subject, heard):
    good, _ = heard("good")
    notes, bad = heard("bad")
    fact = tell(subject)
    bad.add(fact.pk)
    facts.deliver()
    assert (good, notes) == ([fact.pk], [])
    (row,) = facts.failing()
    assert (row.receiver, row.attempts, row.error) == ("bad", 1, "RuntimeError: 收不下")
    assert facts.deliver() == 0  # it rests first
    bad.clear()
    assert _again() == 1
    assert notes == [fact.pk]
    assert not facts.failing().exists()


def test_what_a_failing_receiver_wrote_is_undone(tell, subject):
    @facts.receives("half", kinds=[PROBLEM])
    def take(fact):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE half_done (n int)")
        raise RuntimeError("半途")

    tell(subject)
    facts.deliver()
    assert facts.failing().count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('half_done')")
        assert cursor.fetchone() == (None,)


def test_later_facts_of_the_subject_wait_and_other_subjects_do_not(tell, subject, heard):
    notes, bad = heard()
    first, second = tell(subject), tell(subject, kind=URGENT)
    other = tell(make.subject())
    bad.add(first.pk)
    facts.deliver()
    assert notes == [other.pk]
    third = tell(make.subject("另一家"), subject=None)
    facts.deliver()
    assert notes == [other.pk, third.pk]
    bad.clear()
    _again()
    assert notes == [other.pk, third.pk, first.pk, second.pk]


def test_a_receiver_added_later_learns_the_past_from_the_sweep(tell, subject, heard):
    fact = tell(subject)
    notes, _ = heard("newcomer")
    facts.deliver()
    assert notes == []
    facts.sweep()
    assert notes == [fact.pk]


def test_the_pauses_grow_to_six_hours():
    assert [pause(n).total_seconds() / 60 for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert pause(500) == LONGEST_PAUSE


@pytest.mark.django_db
def test_a_lock_is_free_again_after_the_block():
    with locks.held("test", 1) as ours:
        assert ours
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)
