"""In the name of which level a post may sample or give tasks.

The city's administrator enters the tasks of ministry and province too; whose samples are the county's own decides
which problems count as found by it, and who may not repeat whose supervision sampling.
"""

from __future__ import annotations

from supervision.ground.regions import Level as PlaceLevel
from supervision.models import Post

from ..vocabulary import Level

HIGHEST: dict[str, Level] = {
    PlaceLevel.COUNTY: Level.COUNTY, PlaceLevel.ZONE: Level.COUNTY, PlaceLevel.CITY: Level.MINISTRY,
}  # fmt: skip


def highest_level(by: Post) -> Level:
    return HIGHEST.get(by.region.level, Level.TOWNSHIP)
