from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import record_patrol
from supervision.patrols.vocabulary.patrol import Answer
from tests import make

URL = "/supervision/patrols/"
DAY = dt.date(2021, 12, 10)
BAD = {"conclusion": "rectify", "problems": "生产记录未记间隔期", "deadline": 15, "answers": {"records": "bad"}}


@pytest.fixture
def visit(cast: Any) -> Callable[..., Patrol]:
    """A visit of 董团乡's supervisor, handed in."""

    def go(*, by: Any = None, subject: Any = None, **given: Any) -> Patrol:
        visited = subject or make.subject()
        known = checklist_for(visited.industry, DAY)
        assert known is not None
        answers = dict.fromkeys(known.labels(), Answer.OK) | given.pop("answers", {})
        fine = {"conclusion": "pass", "records_kept": "complete", "held_on": DAY, "submit": True}
        return record_patrol(by=(by or cast.township).post, subject=visited, answers=answers, **(fine | given))

    return go


def apart(rows: list[Any]) -> None:
    """As if entered an hour after one another, by one person: nobody would wonder."""
    for at, row in enumerate(rows):
        Patrol.objects.filter(pk=row.pk).update(made_at=row.made_at - dt.timedelta(hours=at))


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
