"""Makers of rows for tests, through the services, so that no test stands on a row that could not exist."""

from __future__ import annotations

import itertools
from typing import Any

from supervision.grid.services.subject import register_subject
from supervision.ground import clock, history
from supervision.ground.people import Post, system_post
from supervision.ground.records import State
from supervision.ground.records.moves import accept
from supervision.ground.regions import Region
from supervision.ground.subjects import Industry, Kind, Subject
from tests.cast import DONGTUAN

_running = itertools.count(1)


def region(at: str) -> Region:
    """A place by its code, or by its name where that is unique enough for the test."""
    found = Region.objects.select_related("county", "township")
    return found.get(pk=at) if at.isdecimal() else found.filter(name=at).order_by("code")[0]


def post(name: str) -> Post:
    return Post.objects.with_place().get(user__username=name)


def subject(name: str = "", *, at: str = DONGTUAN, state: str = State.ACCEPTED, **fields: Any) -> Subject:
    """An accepted cooperative that grows vegetables, unless said otherwise."""
    organisation = fields.pop("organisation", None)
    made = register_subject(
        by=system_post(),
        submit=state != State.DRAFT,
        name=name or f"测试合作社{next(_running)}",
        region=region(at),
        kind=fields.pop("kind", Kind.COOPERATIVE),
        industry=fields.pop("industry", Industry.PLANTING),
        registered_on=fields.pop("registered_on", clock.today()),
        **fields,
    )
    with history.acting(system_post(), "测试"):
        if organisation is not None:
            Subject.objects.filter(pk=made.pk).update(organisation=organisation)
        if state == State.ACCEPTED:
            accept(made, by=_reviewer(made))
    return Subject.objects.get(pk=made.pk)


def _reviewer(made: Subject) -> Post:
    return post("reviewer")
