"""Visits that wait for a reviewer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground.people import Post
from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import record_patrol
from supervision.patrols.vocabulary.patrol import Answer
from tests import make

DAY = dt.date(2021, 12, 10)
BAD = {"conclusion": "rectify", "problems": "生产记录未记间隔期", "deadline": 15, "answers": {"records": "bad"}}


def a_visit(by: Post, *, subject: Any = None, **given: Any) -> Patrol:
    """Handed in, and without a fault unless said otherwise."""
    visited = subject or make.subject()
    known = checklist_for(visited.industry, DAY)
    assert known is not None
    answers = dict.fromkeys(known.labels(), Answer.OK) | given.pop("answers", {})
    fine = {"conclusion": "pass", "records_kept": "complete", "held_on": DAY, "submit": True}
    return record_patrol(by=by, subject=visited, answers=answers, **(fine | given))


def apart(rows: list[Patrol]) -> None:
    """As if entered an hour after one another: nobody would wonder."""
    for at, row in enumerate(rows):
        Patrol.objects.filter(pk=row.pk).update(made_at=row.made_at - dt.timedelta(hours=at))
