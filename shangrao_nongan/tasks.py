"""Tasks of the roof itself."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from . import health


@shared_task(name="shangrao_nongan.heartbeat")
def heartbeat() -> None:
    """Sent by beat, run by a worker: a fresh mark says that broker, beat and worker all live."""
    health.beat()


@worker_ready.connect
def first_heartbeat(**kwargs: Any) -> None:
    """A worker that has just started need not wait for beat's next turn to be seen."""
    heartbeat.delay()
