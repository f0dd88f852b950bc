"""Which year is looked at: the header's switch, kept in the session; the one reader of it."""

from __future__ import annotations

from django.http import HttpRequest

from supervision.ground import clock

KEY = "year"
FIRST = 2020


def years() -> list[int]:
    """The years that can be looked at, newest first."""
    return list(range(clock.year(), FIRST - 1, -1))


def year_of(request: HttpRequest) -> int:
    """The year chosen, or the current one where none was, or one that is none of ours."""
    chosen = request.session.get(KEY)
    return chosen if chosen in years() else clock.year()
