"""The board of the home page, worked out once a minute for a place and not for each who looks.

It takes most of a second, and a whole bureau opens it at eight o'clock. What is kept holds numbers of counties only: by
the places that are shown, whether they open their rows, the year and the day; nothing of the person who asked. To-dos
are the person's own and always asked anew. The page says of what time its numbers are (截至).

One works it out while the others are shown the last one, or wait for the first. Without Redis everybody works it out
for himself, as before.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from supervision.ground import clock
from supervision.ground.people import Post
from supervision.ground.records import sees_whole_counties

from .. import offers
from . import board

FRESH = 60  # seconds
LAST = 15 * 60  # seconds for which the last one is shown while a newer one is worked out
TAKES = 20  # seconds until who works it out is given up
PATIENCE = 8.0  # seconds that one waits for the first; then it is worked out here as well
PAUSE = 0.05
DECLARED = ("cards", "shown")  # what the rooms declare, functions and all: never kept, and the same everywhere


@dataclass(frozen=True)
class Kept:
    """A value, and when it was worked out."""

    value: Any
    at: dt.datetime

    @property
    def fresh(self) -> bool:
        return (timezone.now() - self.at).total_seconds() < FRESH


def board_of(post: Post, *, year: int) -> tuple[board.Board, dt.datetime]:
    """The board, and of what time its numbers are."""
    found = once(key_of(post, year), lambda: _plain(board.board(post, year=year)))
    return _filled(found.value), found.at


def key_of(post: Post, year: int) -> str:
    """All that the board depends on. Two posts with the same key are shown the same numbers and the same links."""
    places = ",".join(sorted(place.pk for place in board.places_of(post)))
    level = f"{post.level}:{post.is_citywide}:{sees_whole_counties(post)}"
    return f"board:{clock.today()}:{year}:{level}:{places}"


def once(key: str, make: Callable[[], Any]) -> Kept:
    """The value of the last minute; worked out by one of those who ask."""
    until = time.monotonic() + PATIENCE
    while True:
        kept: Kept | None = cache.get(key)
        if kept is not None and kept.fresh:
            return kept
        if cache.add(f"{key}:making", 1, TAKES):
            return _made(key, make)
        if kept is not None:
            return kept
        if time.monotonic() > until:
            return Kept(make(), timezone.now())
        time.sleep(PAUSE)


def _made(key: str, make: Callable[[], Any]) -> Kept:
    try:
        kept = Kept(make(), timezone.now())
        cache.set(key, kept, LAST)
        return kept
    finally:
        cache.delete(f"{key}:making")


def _plain(found: board.Board) -> dict[str, Any]:
    return {one.name: getattr(found, one.name) for one in fields(found) if one.name not in DECLARED}


def _filled(kept: dict[str, Any]) -> board.Board:
    declared: dict[str, Any] = {one.name: offers.cards() for one in fields(board.Board) if one.name in DECLARED}
    return board.Board(**declared, **kept)
