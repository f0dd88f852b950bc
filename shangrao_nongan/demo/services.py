"""Loading the demonstration year, stage by stage. Each stage is one transaction that notes itself as done.

A run that was killed goes on at the next stage; a second run finds nothing to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

from supervision.ground import entry, facts, history, jobs, locks
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.models import Job, Post, Subject

from .models import SeedStage
from .stages import STAGES, Stage
from .vocabulary import SEED
from .world import World

Tell = Callable[[int, int, str], Any]
CITY_ADMIN = "shiju"


def seed(
    *, year: int, scale: float = 1.0, core: bool = False, tell: Tell = lambda done, total, text: None
) -> dict[str, dict[str, int]]:
    """Load the stages that are missing; what was loaded, by stage."""
    with locks.held("demo.seed", year) as ours:
        if not ours:
            raise RuleViolation("演示数据正在载入，请稍候。")
        missing = _missing(year, core=core)
        total, done = sum(stage.core or not core for stage in STAGES), {}
        if missing:
            # The receivers take the year up set-based, in stages of their own; fact by fact would take minutes.
            with facts.held_back():
                for place, stage in enumerate(missing, total - len(missing)):
                    tell(place, total, f"正在载入：{stage.label}")
                    done[stage.name] = _load(stage, year, scale)
        tell(total, total, "演示数据已载入")
        return done


def start(*, year: int, scale: float = 1.0) -> Job | None:
    """Leave the rest to a worker, in the name of the city's administrator; None when everything is loaded."""
    owner = Post.objects.with_place().in_force().filter(user__username=CITY_ADMIN).first()
    if owner is None or not _missing(year):
        return None
    return jobs.start(SEED, by=owner, params={"year": year, "scale": scale}, key=f"year-{year}")


def has_other_data() -> bool:
    """Whether somebody has begun to work with the site without the demonstration: it then stays theirs."""
    return not SeedStage.objects.exists() and Subject.objects.exists()


def report(year: int) -> dict[str, Any]:
    """Counts and seconds of the stages that are loaded."""
    rows = SeedStage.objects.filter(year=year)
    return {row.name: {"counts": row.counts, "seconds": float(row.seconds)} for row in rows}


def _missing(year: int, *, core: bool = False) -> list[Stage]:
    known = set(SeedStage.objects.filter(year=year).values_list("name", flat=True))
    return [stage for stage in STAGES if stage.name not in known and (stage.core or not core)]


def _load(stage: Stage, year: int, scale: float) -> dict[str, int]:
    began = time.monotonic()
    with transaction.atomic(), entry.of_its_day():
        counts = stage.load(World(year, scale))
        with history.acting(system_post(), f"载入演示数据：{stage.label}"):
            SeedStage.objects.create(
                year=year, name=stage.name, counts=counts, seconds=round(time.monotonic() - began, 1)
            )
    return counts
