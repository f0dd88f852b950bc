"""A real Celery worker, in its own process, on the test's own database and queue."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from django.core.cache import cache

from shangrao_nongan import health
from shangrao_nongan.tasks import heartbeat


@contextmanager
def running(database_url, *, wait=30, **more):
    environment = {**os.environ, "DATABASE_URL": database_url, **more}
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "shangrao_nongan",
        "worker",
        "--pool",
        "threads",
        "--concurrency",
        "1",
        "--loglevel",
        "warning",
        "--without-gossip",
        "--without-mingle",
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        cache.delete(health.HEARTBEAT)
        heartbeat.delay()
        until = time.monotonic() + wait
        pause = 0.05
        while cache.get(health.HEARTBEAT) is None:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("Celery 进程没有启动成功。")
            process_wait(process, pause)
        yield process
    finally:
        process.terminate()
        process_wait(process, 15)
        process.kill()


def process_wait(process, seconds):
    """Up to `seconds`, or until the process has ended."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
