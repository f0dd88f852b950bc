"""The turns as they stand now, row by row: one for each open row of a duty, whose it is and how far it has climbed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Value

from supervision.ground import clock
from supervision.ground.people import Post

from .duties import DUTIES, Duty
from .roster import PLACE, Place, Roster, lacking
from .rules import VACANT, Moment, When, late_by, late_step, moments, newest, reached

AGES_AGO = dt.date.min


@dataclass(frozen=True)
class Turn:
    """`rungs` are the posts in force on each rung of the ladder where the row lies, `own` those of its subject."""

    duty: Duty
    record: int
    place: Place
    start: When | None
    due: When | None
    now: dt.datetime
    rungs: tuple[tuple[Post, ...], ...]
    own: tuple[Post, ...]

    @cached_property
    def late(self) -> bool:
        return late_by(self.due, self.now, self.duty.again, 1) > 0

    @cached_property
    def rung(self) -> int:
        """How far it has climbed."""
        late = late_by(self.due, self.now, self.duty.again, self.duty.top)
        return reached([bool(posts) for posts in self.rungs], late)

    @cached_property
    def first(self) -> int:
        """The rung that carries it while it is in time: the lowest one on which somebody is in force."""
        return reached([bool(posts) for posts in self.rungs], 0)

    @cached_property
    def vacant(self) -> bool:
        return lacking(self.duty, self.rungs, self.place)

    @property
    def holders(self) -> list[Post]:
        """Whoever has it among the to-dos: climbing adds the level above, it does not relieve the one below."""
        return [*self.own, *(post for posts in self.rungs[: self.rung + 1] for post in posts)]

    def reminder(self, rung: int) -> Moment | None:
        """The newest step that those on this rung have to hear of: its dates on the first one, its coming above it."""
        if rung > self.rung:
            return None
        if rung > self.first:
            return Moment(late_step(self.due, rung), self.due) if self.due is not None else None
        found = newest(moments(self.start, self.due, self.duty.ahead), self.now) if self.due is not None else None
        return found or (Moment(VACANT, AGES_AGO) if self.vacant and rung else None)


def standing(duty: Duty, roster: Roster, **only: Any) -> Iterator[Turn]:
    """Every turn of a duty, by one query; `only` narrows the rows."""
    now = clock.now()
    rows = duty.rows().filter(**only).order_by("pk")
    term = [name or Value(None, models.DateField()) for name in (duty.start, duty.due)]
    mine = _organisation(duty.model) if duty.subject else Value(None, models.BigIntegerField())
    for record, *place, start, due, organisation in rows.values_list("pk", *PLACE, *term, mine).iterator():
        where = Place(*place)
        rungs = tuple(tuple(roster.at(roles, where)) for roles in duty.ladder)
        yield Turn(duty, record, where, start, due, now, rungs, tuple(roster.of_subject(organisation)))


def _organisation(model: Any) -> str:
    path = model.SUBJECT_PATH
    return "organisation_id" if path == "self" else f"{path}__organisation_id"


def on(record: models.Model) -> list[Turn]:
    """The turns one record waits for."""
    mine = [duty for duty in DUTIES.values() if isinstance(record, duty.model)]
    roster = Roster(mine)
    return [turn for duty in mine for turn in standing(duty, roster, pk=record.pk)]
