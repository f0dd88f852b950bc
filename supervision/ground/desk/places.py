"""The places a post may choose from: its county's townships, its zone's, its own villages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from supervision.ground.regions import Level, Region

if TYPE_CHECKING:
    from supervision.ground.people import Post

# choices of a select, some in groups
Offered = list[tuple[str, str | list[tuple[str, str]]]]
FILTER_LEVELS = (Level.COUNTY, Level.ZONE, Level.TOWNSHIP)


def within(post: Post) -> QuerySet[Region]:
    """Every open place in the post's scope, the scope itself included."""
    place = post.region
    regions = Region.objects.filter(closed=None)
    if place.level == Level.CITY:
        return regions
    if place.level == Level.ZONE:
        return regions.filter(Q(pk=place.pk) | Q(managed_by=place) | Q(township__managed_by=place))
    return regions.filter(Q(pk=place.pk) | Q(county=place) | Q(township=place) | Q(parent=place)).distinct()


def _counties_of(place: Region, rows: Sequence[tuple[str, str, str, str | None]]) -> list[tuple[str, str]]:
    """The counties of a zone's townships: numbers count by county, and their links name one."""
    if place.level != Level.ZONE:
        return []
    counties = Region.objects.filter(pk__in={county for _code, _name, _level, county in rows if county})
    return [(county.pk, f"{county.name}（辖区内）") for county in counties.order_by("code")]


def choices(post: Post) -> Offered:
    """Counties (or zones) and their townships for a filter, in code order; nothing for a township's own post.

    The own county comes first: it asks for nothing that is not shown already, but links that name it must work.
    """
    rows = list(
        within(post)
        .filter(level__in=FILTER_LEVELS)
        .exclude(pk=post.region.pk)
        .order_by("code")
        .values_list("code", "name", "level", "county_id")
    )
    if post.region.level != Level.CITY:
        own: Offered = [(post.region.pk, f"{post.region.name}（全部）")] if rows else []
        own += _counties_of(post.region, rows)
        return own + [(code, name) for code, name, _level, _county in rows]
    groups: Offered = []
    for county, county_name, level, _ in rows:
        if level == Level.COUNTY:
            below = [(code, name) for code, name, lower, above in rows if lower == Level.TOWNSHIP and above == county]
            groups.append((county_name, [(county, f"{county_name}（全部）"), *below]))
    return groups
