"""Papers that say how registers are reviewed, and visits that wait for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground.desk import ReviewPaper, manner
from supervision.ground.desk.manner import services
from supervision.ground.desk.manner.services.applying import code_of
from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.supervision.review.maker import BAD, a_visit

FRIDAY = dt.date(2021, 12, 10)
SUBJECTS = iter(range(10_000))


def words(**said: str) -> list[dict[str, Any]]:
    """Every register with its manner: `patrols="sampled"`; more by `patrols=("sampled", 3, 20)`."""
    rows = []
    for register in services.reviewable():
        told: Any = said.get(register.key, "each")
        kind, days, percent = (told, 5, 10) if isinstance(told, str) else told
        rows.append({"code": code_of(register), "manner": kind, "days": days, "percent": percent})
    return rows


def paper(
    by: str = "city", second: str = "reviewer", *, since: dt.date = dt.date(2021, 1, 1), **said: Any
) -> ReviewPaper:
    """Drafted by one, published by another."""
    made = services.draft(by=make.post(by), name="审核方式", basis="试行", valid_from=since, items=words(**said))
    return services.publish(made, by=make.post(second), version=made.version)


def visits(
    number: int, *, by: str = "township", on: dt.date = FRIDAY, apart: bool = True, **given: Any
) -> list[Patrol]:
    """Handed in on a day, each about another subject and an hour after the other: nobody would wonder."""
    made = [
        a_visit(make.post(by), subject=make.subject(f"抽审测试合作社{next(SUBJECTS)}"), **given) for _ in range(number)
    ]
    moment = dt.datetime.combine(on, dt.time(1), dt.timezone(dt.timedelta(hours=8)))
    for at, row in enumerate(made):
        told = moment + dt.timedelta(minutes=10 * at) if apart else moment
        Patrol.objects.filter(pk=row.pk).update(submitted_at=told, made_at=told)
    return [Patrol.objects.get(pk=row.pk) for row in made]


def states(rows: list[Patrol]) -> list[str]:
    return [Patrol.objects.get(pk=row.pk).state for row in rows]


__all__ = ["BAD", "FRIDAY", "manner", "paper", "states", "visits", "words"]
