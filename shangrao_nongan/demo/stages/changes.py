"""What changed in the registers over the last weeks: some in force, some that wait for the county."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from supervision.grid.services.subject_changes import SUBJECT_CHANGES
from supervision.ground import changes
from supervision.ground.changes import Change
from supervision.ground.people import Post
from supervision.ground.subjects import Kind, Subject
from supervision.models import Region

from .. import names
from ..world import World

KINDS = (Kind.COOPERATIVE, Kind.FAMILY_FARM)


def load(world: World) -> dict[str, int]:
    made: list[Change] = []
    for county in world.counties:
        known = world.subjects(county, KINDS)
        some = world.rng("changes", county.pk).sample(known, min(len(known), world.scaled(6)))
        for at, subject in enumerate(some):
            made += _told(world, county, subject, at)
    return {"信息变更": len(made)}


def _told(world: World, county: Region, subject: Subject, at: int) -> list[Change]:
    """Of three one is a new contact, in force at once; the others another size, of which the county has taken one."""
    rng = world.rng("change", subject.pk)
    by = world.supervisor(subject.township or subject.region)
    day = world.workday(world.last - dt.timedelta(days=rng.randint(1, 12)))
    if at % 3 == 0:
        return changes.alter(
            SUBJECT_CHANGES, subject, by=by, why="负责人变动", effective_on=day, contact=names.person(rng)
        )
    area = (subject.area or Decimal(50)) + rng.choice((10, 20, 35))
    told = changes.alter(SUBJECT_CHANGES, subject, by=by, why="新流转土地", effective_on=day, area=area)
    if at % 3 == 1:
        _taken_over(told[0], world.officer(county))
    return told


def _taken_over(change: Change, by: Post) -> None:
    row = changes.CHANGES.to_judge(by).get(pk=change.pk)
    changes.LIFE.accept(row, by=by)
