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
    numbers = pair(name, key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", numbers)
        taken = cursor.fetchone()[0]
    try:
        yield taken
    finally:
        if taken:
            _let_go(numbers)


@contextmanager
def waited_for(name: str, key: int) -> Iterator[None]:
    """Take the lock for the length of the block, however long somebody else still needs it."""
    numbers = pair(name, key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", numbers)
    try:
        yield
    finally:
        _let_go(numbers)


def pair(name: str, key: int) -> list[int]:
    """The two numbers by which PostgreSQL knows the lock; for one that ends with the transaction."""
    return [_signed(zlib.crc32(name.encode())), _signed(key & 0xFFFFFFFF)]


def _let_go(numbers: list[int]) -> None:
    # A broken connection has already let go of it.
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", numbers)


def _signed(number: int) -> int:
    return number - 2**32 if number >= 2**31 else number
