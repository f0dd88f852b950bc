"""Two people publish at the same moment: one is through, the other gets a sentence."""

import datetime as dt
import threading

import pytest
from django.db import connection

from supervision.ground.errors import RuleViolation
from supervision.models import Checklist

from .maker import INDUSTRY, draft, in_force, publish, withdraw

FIRST = dt.date(2022, 1, 1)


def both(*chosen):
    """Publish each of the drafts in a thread of its own; what they were told."""
    gate, told = threading.Barrier(len(chosen)), []

    def work(pk):
        try:
            one = Checklist.objects.get(pk=pk)
            gate.wait()
            publish(one)
            told.append("")
        except RuleViolation as refused:
            told.append(refused.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(pk,)) for pk in chosen]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(told)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("there_is_one_before", [True, False])
def test_two_drafts_for_the_same_time(there_is_one_before):
    drafts = [draft(FIRST).pk, draft(FIRST).pk]
    if not there_is_one_before:
        withdraw(in_force())
    through, refused = both(*drafts)
    assert through == "" and ("请刷新后再试" in refused or "也从2022-01-01起用" in refused)
    assert Checklist.objects.filter(key=INDUSTRY, valid_from=FIRST).published().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_draft_twice():
    one = draft(FIRST).pk
    through, refused = both(one, one)
    assert through == "" and "已被他人修改" in refused
    assert Checklist.objects.filter(key=INDUSTRY).published().count() == 2
