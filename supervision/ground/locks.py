"""PostgreSQL advisory locks: one worker at a time, and a dead worker's lock goes with its connection."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection


@contextmanager
def held(name: str, key: int) -> Iterator[bool]:
    """Try to take the lock for the length of the block; False (and no lock) while somebody else holds it.

    It belongs to the session, not to a transaction: the work inside may commit as often as it likes.
    """
    pair = _pair(name, key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", pair)
        taken = cursor.fetchone()[0]
    try:
        yield taken
    finally:
        if taken:
            _let_go(pair)


@contextmanager
def waited_for(name: str, key: int) -> Iterator[None]:
    """Take the lock for the length of the block, however long somebody else still needs it."""
    pair = _pair(name, key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", pair)
    try:
        yield
    finally:
        _let_go(pair)


def _pair(name: str, key: int) -> list[int]:
    return [_signed(zlib.crc32(name.encode())), _signed(key & 0xFFFFFFFF)]


def _let_go(pair: list[int]) -> None:
    # A broken connection has already let go of it.
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", pair)


def _signed(number: int) -> int:
    return number - 2**32 if number >= 2**31 else number
