"""Who commissioned a sampling, and so decides what becomes of its result.

Nobody undoes alone what he is judged by, and a level below never undoes what a level above ordered. The city's bureau
records what ministry and province decide, with the number of their document (domain facts 1.3, 12).
"""

from __future__ import annotations

import datetime as dt

from supervision.ground.people import Post, Role
from supervision.ground.regions import Level as PlaceLevel

from ..vocabulary import Level

HEIGHT = {PlaceLevel.CITY: 2, PlaceLevel.COUNTY: 1, PlaceLevel.ZONE: 1}
OF_COUNTY = (Level.COUNTY, Level.TOWNSHIP)
DOCUMENTED = (Level.MINISTRY, Level.PROVINCE)
SAID = {PlaceLevel.CITY: "市级", PlaceLevel.COUNTY: "县级或市级"}

# 默认·待核对: no paper says how late a result may be served, or its service and an application be entered, before the
# level above has to look at it.
SERVED_WITHIN = dt.timedelta(days=30)
ENTERED_WITHIN = dt.timedelta(days=7)


def orderer(level: str) -> PlaceLevel:
    """The lowest place whose bureau speaks for who ordered a task of this level."""
    return PlaceLevel.COUNTY if level in OF_COUNTY else PlaceLevel.CITY


def why_not_of(place: str, post: Post, said: str) -> str:
    """The sentence why this post does not speak for that level or one above it, or nothing."""
    if post.role == Role.SYSTEM or HEIGHT.get(PlaceLevel(post.region.level), 0) >= HEIGHT[PlaceLevel(place)]:
        return ""
    return f"这是上级任务的样品，须由下达任务的一级（{SAID[PlaceLevel(place)]}）{said}。"


def why_not_ordered(level: str, post: Post, said: str) -> str:
    return why_not_of(orderer(level), post, said)


def needs_document(level: str) -> bool:
    return level in DOCUMENTED


def late_service(judged: dt.date | None, told: dt.date, entered: dt.date) -> str:
    """Why the day of service is not simply believed: a new day on an old case would open its term again."""
    if judged is not None and told - judged > SERVED_WITHIN:
        return f"结论作出{(told - judged).days}日后才登记送达"
    if entered - told > ENTERED_WITHIN:
        return f"送达登记晚于送达日{(entered - told).days}日"
    return ""


def late_entry(applied: dt.date, entered: dt.date) -> str:
    if entered - applied > ENTERED_WITHIN:
        return f"申请登记晚于收到申请{(entered - applied).days}日"
    return ""


def levels_of(place: str) -> list[Level]:
    """The levels of tasks for which a bureau of that level is the lowest that decides."""
    return [level for level in Level if orderer(level) == place]
