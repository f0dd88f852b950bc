"""Sending Celery messages by name once the transaction is committed.

A message is a hint, never the truth: what has to be done stands in a row, and a sweep repeats what got lost.
So a broker that is down is logged and disturbs nobody's work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from celery import current_app
from django.db import connection, transaction

log = structlog.get_logger(__name__)


def once_after_commit(task: str) -> None:
    """Send a task without arguments after commit: one message however often a transaction asks for it."""
    queued = {getattr(entry[1], "task", "") for entry in connection.run_on_commit}
    if task not in queued:
        transaction.on_commit(_Sending(task))


def send(task: str, *args: Any, then: Callable[[], object] | None = None) -> bool:
    try:
        current_app.send_task(task, args=args, retry=False)
    except Exception as failure:  # whatever the broker's driver raises: the sweep sends again
        log.warning("message_not_sent", task=task, error=str(failure))
        return False
    if then:
        then()
    return True


class _Sending:
    def __init__(self, task: str):
        self.task = task

    def __call__(self) -> None:
        send(self.task)
