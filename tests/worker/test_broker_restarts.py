"""The broker goes down in the middle of a scoring and comes back with an empty memory.

The worker finishes what it has in hand, finds the broker again by itself, and takes the next job.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from shangrao_nongan import environment, health
from shangrao_nongan.embedded.processes import stop
from shangrao_nongan.embedded.valkey import Valkey
from shangrao_nongan.tasks import heartbeat
from supervision.ground import jobs
from supervision.ground.jobs import Job
from tests.setup import workers

from .scoring import START, as_owner, ended, one_whole_score, until

pytestmark = pytest.mark.worker


class OwnBroker:
    """A Valkey of this test alone: another may not lose the messages of the tests beside it."""

    def __init__(self, folder: Path) -> None:
        self.server = Valkey(folder, durable=False)
        self.process = self.server.start()

    @property
    def url(self) -> str:
        return self.server.url

    def end(self) -> None:
        stop(self.process)

    def return_empty(self) -> None:
        self.process = self.server.start()


@pytest.fixture
def broker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnBroker]:
    with tempfile.TemporaryDirectory(prefix="nongan-") as folder:  # a short path: it holds a socket
        own = OwnBroker(Path(folder))
        settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": own.url}}
        monkeypatch.setattr(current_app.conf, "broker_url", environment.broker_url(own.url))
        _connect_anew()
        yield own
        own.end()
    monkeypatch.undo()
    _connect_anew()


def _connect_anew() -> None:
    """This process forgets its open connections, as after a fork."""
    current_app._after_fork()


def test_a_broker_that_restarts_empty_costs_no_score(cast, database, broker):
    with workers.running(database, REDIS_URL=broker.url) as process:
        with as_owner(database) as link:
            link.cursor().execute("LOCK TABLE certificates_certificate IN ACCESS EXCLUSIVE MODE")
            cast.reviewer.post_to(START)
            until(process, lambda: Job.objects.filter(text__startswith="正在计算").exists())
            broker.end()
            broker.return_empty()
            link.rollback()
        until(process, ended)
        one_whole_score()

        known = workers.its_cache(REDIS_URL=broker.url)
        known.delete(health.HEARTBEAT)
        heartbeat.delay()
        until(process, lambda: known.get(health.HEARTBEAT) is not None)


def test_a_start_without_a_broker_is_kept_for_its_return(cast, database, broker):
    with workers.running(database, REDIS_URL=broker.url) as process:
        broker.end()
        answer = cast.reviewer.post_to(START)
        assert answer.status_code == 302
        assert cast.reviewer.get(answer.url).status_code == 200
        assert Job.objects.get().sent_at is None
        broker.return_empty()
        until(process, lambda: jobs.sweep() or ended())
        until(process, ended)
        one_whole_score()
