"""Personal values of natural persons: sealed at rest, masked on screen, findable by their exact value.

A sealed value has three columns: the sealed text (Fernet, rotating keys), a keyed digest for exact search and
duplicates, and the last four characters for display. Keys come from the environment, never from the database.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


_looking: ContextVar[bool] = ContextVar("only_looking", default=False)


@contextmanager
def only_looking() -> Iterator[None]:
    """For rows that are checked and never written: nothing is sealed, which takes longer than all other rules."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def seal(text: str) -> str:
    if not text or _looking.get():
        return ""
    return _box(tuple(settings.PERSONAL_DATA_KEYS)).encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    return _box(tuple(settings.PERSONAL_DATA_KEYS)).decrypt(token.encode()).decode() if token else ""


def unsealed(token: str) -> str | None:
    """What was sealed, or None where none of the keys opens it: one such value must not hold up all others."""
    try:
        return unseal(token)
    except InvalidToken:
        return None


def digest(text: str) -> str:
    """The same text always gives the same digest; without the key nobody can try out phone numbers."""
    return hmac.digest(settings.PERSONAL_DIGEST_KEY.encode(), text.encode(), "sha256").hex() if text else ""


def tail(text: str) -> str:
    return text[-4:]
