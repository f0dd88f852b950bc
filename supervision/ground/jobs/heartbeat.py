"""The heartbeat: a thread with its own connection that says the runner lives and writes its progress.

On a connection of its own because the work usually sits in one long transaction: what it wrote there nobody
would see before the end, and a killed worker would leave no trace of when it died.
"""

from __future__ import annotations

import threading
from typing import Any

import structlog
from django.db import Error, connection
from django.db.models.functions import Now

from . import vocabulary
from .models import Job

log = structlog.get_logger(__name__)
SHOWN_WITHIN = 0.5


class Heartbeat:
    def __init__(self, job_id: int):
        self.job_id = job_id
        self.said: dict[str, Any] = {}
        self.cancel_requested = False
        self._news = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"job-{job_id}", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        self._news.set()
        self._thread.join(timeout=15)

    def say(self, **progress: Any) -> None:
        """Remember how far the work is; the thread writes it within half a second."""
        self.said = progress
        self._news.set()

    def _beat(self) -> None:
        try:
            while not self._stop.is_set():
                self._write()
                self._news.wait(vocabulary.BEAT_SECONDS)
                self._news.clear()
                self._stop.wait(SHOWN_WITHIN)
        finally:
            connection.close()

    def _write(self) -> None:
        try:
            with connection.cursor() as cursor:
                # The work may hold the row for a moment; better to miss a beat than to hang on it.
                cursor.execute("SET lock_timeout = '2s'")
            mine = Job.objects.filter(pk=self.job_id)
            mine.update(heartbeat_at=Now(), **self.said)
            self.cancel_requested = bool(mine.values_list("cancel_requested", flat=True).first())
        except Error as failure:
            log.warning("heartbeat_missed", job=self.job_id, error=str(failure))
            connection.close()
