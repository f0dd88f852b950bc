"""A real Celery worker, in its own process, on the test's own database and queue."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress

from django.utils.module_loading import import_string

from shangrao_nongan import health
from shangrao_nongan import settings as given
from shangrao_nongan.tasks import heartbeat


@contextmanager
def running(database_url, *, wait=120, **more):
    """`wait` seconds at most for its first sign of life: a loaded machine takes long to import everything."""
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
    said = tempfile.TemporaryFile()
    process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        cache = its_cache(**more)
        cache.delete(health.HEARTBEAT)
        heartbeat.delay()
        until = time.monotonic() + wait
        pause = 0.05
        while cache.get(health.HEARTBEAT) is None:
            if process.poll() is not None or time.monotonic() > until:
                said.seek(0)
                end = said.read()[-2000:].decode(errors="replace")
                raise RuntimeError(f"Celery 进程没有启动成功（退出码 {process.poll()}）：{end}")
            process_wait(process, pause)
        yield process
    finally:
        process.terminate()
        process_wait(process, 15)
        process.kill()
        said.close()


def its_cache(**more):
    """As the worker's process knows it: a test may have given its own another prefix, or the worker another server."""
    options = dict(given.CACHES["default"])
    backend, location = import_string(options.pop("BACKEND")), options.pop("LOCATION")
    return backend(more.get("REDIS_URL", location), options)


def process_wait(process, seconds):
    """Up to `seconds`, or until the process has ended."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
