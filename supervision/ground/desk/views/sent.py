"""What a new page sent the last time, so that a second click is told from a correction."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

KEPT = 24 * 3600  # seconds; a page older than that counts as corrected


def remember(request: HttpRequest, key: Any) -> None:
    if key:
        cache.set(_place(key), _digest(request), KEPT)


def is_repeat(request: HttpRequest, key: Any) -> bool:
    return cache.get(_place(key)) == _digest(request)


def _place(key: Any) -> str:
    return f"sent:{key}"


def _digest(request: HttpRequest) -> str:
    """Of everything on the page but the token, the button that was pressed included."""
    typed = sorted((name, texts) for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken")
    uploads = [(name, file.name, file.size) for name, given in request.FILES.lists() for file in given]
    return hashlib.sha256(repr((typed, uploads)).encode()).hexdigest()
