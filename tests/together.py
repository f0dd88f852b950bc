"""Two people at once: the second asks while the first has written and not yet committed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

PATIENCE = 400  # times a fiftieth of a second


def together(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """What both answered, or the exception of the second. For tests that commit (`transaction=True`).

    `second` runs in a connection of its own. The transaction of `first` stays open until the other one has come
    to the lock and waits, or has gone past it and ended.
    """
    theirs: dict[str, Any] = {}

    def ask() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                theirs["pid"] = cursor.fetchone()[0]
            theirs["answer"] = second()
        except Exception as refused:
            theirs["answer"] = refused
        finally:
            connection.close()

    other = threading.Thread(target=ask)
    with transaction.atomic():
        mine = first()
        other.start()
        for _ in range(PATIENCE):
            other.join(0.02)
            if not other.is_alive() or _waits(theirs.get("pid")):
                break
        else:
            raise AssertionError("the second one neither ended nor waited")
    other.join(30)
    assert not other.is_alive(), "the second one never ended"
    return mine, theirs["answer"]


def _waits(pid: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted", [pid])
        return cursor.fetchone()[0] > 0
