from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from supervision.patrols.models.patrol import Patrol

from .maker import BAD, a_visit, apart

URL = "/supervision/patrols/"


@pytest.fixture
def visit(cast: Any) -> Callable[..., Patrol]:
    """A visit of 董团乡's supervisor, handed in."""

    def go(*, by: Any = None, **given: Any) -> Patrol:
        return a_visit((by or cast.township).post, **given)

    return go


def picked(member: Any, *rows: Any, url: str = URL, **more: Any) -> str:
    """Tick these rows on the list; where the selection stands."""
    ticked = [f"{row.pk}.{row.version}" for row in rows]
    answer = member.post_to(f"{url}select/", {"what": "rows", "row": ticked, **more})
    assert answer.status_code == 302
    return str(answer.url)


def picked_all(member: Any, query: str = "state=submitted", url: str = URL) -> str:
    answer = member.post_to(f"{url}select/?{query}", {"what": "all"})
    assert answer.status_code == 302
    return str(answer.url)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


__all__ = ["BAD", "URL", "apart", "picked", "picked_all", "text_of"]
