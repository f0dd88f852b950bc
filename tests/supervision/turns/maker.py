"""Orders to rectify as they stand at some time, and places that nobody keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from supervision.ground import history, turns
from supervision.ground.people import Post, Role, system_post
from supervision.models import Rectification
from tests.supervision.patrol.maker import rectify

COUNTY = (Role.COUNTY_ADMIN, Role.COUNTY_OFFICER)
CITY = (Role.CITY_ADMIN, Role.CITY_REVIEWER)


def order(**fields: Any) -> Rectification:
    """Ordered on 3 November for a fortnight: to be closed by the 18th."""
    return Rectification.objects.get(patrol=rectify(**fields))


def put(order: Rectification, **fields: Any) -> None:
    with history.acting(system_post(), "测试"):
        Rectification.objects.filter(pk=order.pk).update(**fields)


def in_force(*names: str, yes: bool) -> None:
    """Whether these hold their posts; who does not has left in 2020."""
    until = None if yes else dt.date(2020, 12, 31)
    with history.acting(system_post(), "测试"):
        Post.objects.filter(user__username__in=names).update(until=until)


def to_the_city(**more: Any) -> turns.Duty:
    """A duty like that of an incident, which climbs as far as the city; not declared."""
    given = {"ladder": ((Role.TOWNSHIP_SUPERVISOR,), COUNTY, CITY), "due": "due_on", "start": "ordered_on"} | more
    return turns.Duty(
        code="trial", label="试办", rows=Rectification.objects.counted, perm="supervision.fix_rectification",
        verbs=(), **given,
    )  # fmt: skip


@contextmanager
def declared(*duties: turns.Duty) -> Iterator[None]:
    """Only these are declared for a while."""
    before = dict(turns.DUTIES)
    turns.DUTIES.clear()
    turns.DUTIES.update({duty.code: duty for duty in duties})
    try:
        yield
    finally:
        turns.DUTIES.clear()
        turns.DUTIES.update(before)
