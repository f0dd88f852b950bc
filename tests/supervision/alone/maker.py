"""A city with one person: all other posts of the city are ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.grid.training import TRAININGS
from supervision.ground import history
from supervision.ground.people import Post, Role
from tests import registers

ENDED = dt.date(2021, 1, 1)


def only(member: Any) -> Post:
    """The one person of the city, as he comes in."""
    with history.acting(None, "测试"):
        others = Post.objects.filter(organisation__region="361100").exclude(user=member.user).exclude(role=Role.SYSTEM)
        others.update(until=ENDED)
    return fresh(member)


def joined(member: Any) -> Post:
    """Another person of the city is there again."""
    with history.acting(None, "测试"):
        Post.objects.filter(user=member.user).update(until=None)
    return fresh(member)


def fresh(member: Any) -> Post:
    """The post as the next request reads it."""
    found: Post = Post.objects.with_place().get(pk=member.post.pk)
    return found


def training(by: Post) -> Any:
    given = {"topic": "合格证", "held_on": registers.DAY, "organiser": "市局", "audience": "testers", "hours": 2}
    return TRAININGS.life.create(by=by, submit=True, region=registers.HERE.region, **given, invited=3, present=3)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
