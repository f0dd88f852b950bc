"""What the tests of a scoring on its way share: waiting for a worker, letting time pass, the whole score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from django.db.models import F

from shangrao_nongan.assessment.models import Run, ScoreLine, ScoreSheet
from shangrao_nongan.assessment.vocabulary import RunState
from supervision.ground.jobs import Job, Status
from tests.setup import workers

START = "/assessment/schemes/2021/start/"
PATIENCE = 30
COUNTIES = 12


@contextmanager
def as_owner(database: str) -> Iterator[Any]:
    """A connection of the role that owns the tables."""
    name = urlsplit(database).path
    link = psycopg2.connect(urlunsplit(urlsplit(settings.DATABASE_OWNER_URL)._replace(path=name)))
    try:
        yield link
    finally:
        link.close()


def until(process: Any, is_so: Callable[[], bool]) -> None:
    """Wait for something the worker does."""
    for _ in range(PATIENCE * 20):
        if is_so():
            return
        workers.process_wait(process, 0.05)
    raise AssertionError(list(Job.objects.values("status", "text", "error", "attempt")))


def ended() -> bool:
    return not Job.objects.active().exists()


def let_pass(time: Any) -> None:
    """The marks of a job are as old as if that time had passed."""
    Job.objects.update(sent_at=F("sent_at") - 2 * time, heartbeat_at=F("heartbeat_at") - 2 * time)


def one_whole_score() -> None:
    run = Run.objects.get()
    assert (run.state, Job.objects.get().status) == (RunState.COMPUTED, Status.DONE)
    assert ScoreSheet.objects.count() == COUNTIES
    assert ScoreLine.objects.count() == COUNTIES * run.scheme.items.count()
