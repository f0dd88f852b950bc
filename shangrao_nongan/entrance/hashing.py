"""At most two passwords are worked out at once in a process, and at most one of them for a stranger.

A password takes half a hundred milliseconds of a whole processor, by design. Sixteen connections that do nothing but
try passwords would leave nothing for those who work; and strangers must not stand before those who are known.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from supervision.ground.errors import RuleViolation

AT_ONCE = 2
PATIENCE = 1.0  # seconds that somebody waits, at most; of strangers one waits and the others are told
BUSY = "现在登录的人较多，请稍候再试；填写的内容还在。"


class Busy(RuleViolation):
    """Too many at once: nothing was looked at, nothing was counted."""


class Places:
    """So many may be inside, so many may wait; a thread that waits serves nobody else meanwhile."""

    def __init__(self, inside: int, waiting: int) -> None:
        self._inside = threading.BoundedSemaphore(inside)
        self._waiting = threading.BoundedSemaphore(waiting)

    @contextmanager
    def one(self) -> Iterator[None]:
        if not self._inside.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._inside.release()

    def _wait(self) -> None:
        if not self._waiting.acquire(blocking=False):
            raise Busy(BUSY)
        try:
            if not self._inside.acquire(timeout=PATIENCE):
                raise Busy(BUSY)
        finally:
            self._waiting.release()


_everybody = Places(AT_ONCE, waiting=2)
_strangers = Places(1, waiting=1)


@contextmanager
def a_place(*, known: bool) -> Iterator[None]:
    """A place to work out a password in, or `Busy`."""
    with nullcontext() if known else _strangers.one(), _everybody.one():
        yield
