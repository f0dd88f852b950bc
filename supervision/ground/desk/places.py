"""The places a post may choose from: its county's townships, its zone's, its own villages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from supervision.ground.records import LABORATORY_ROLES, SUBJECT_ROLES, is_citizen
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
    """Counties (or zones) and their townships for a filter, in code order; for a township's post its villages.

    The own county comes first: it asks for nothing that is not shown already, but links that name it must work.
    """
    if post.region.level == Level.TOWNSHIP:
        return _villages(post)
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


def _villages(post: Post) -> Offered:
    """Of a township; it may also be named itself, or with the county around it: links of the home page do so."""
    place = post.region
    if post.role in (*SUBJECT_ROLES, *LABORATORY_ROLES) or is_citizen(post):
        return []
    rows = within(post).filter(level=Level.VILLAGE).order_by("code").values_list("code", "name")
    around = [(place.county.pk, f"{place.county.name}（辖区内）")] if place.county else []
    return [(place.pk, f"{place.name}（全部）"), *around, *rows] if rows else []


def village(post: Post, code: str) -> Offered:
    """The village asked for, where the list of choices ends at the townships; nothing outside the scope."""
    if post.region.level == Level.TOWNSHIP or not (code.isascii() and code.isdecimal() and len(code) <= 12):
        return []
    found = within(post).filter(pk=code, level=Level.VILLAGE).select_related("county", "township").first()
    return [(found.pk, found.full_name)] if found else []


def box(post: Post) -> dict[str, str]:
    """How the choice of a place is searched: by typing, and below the place that is chosen."""
    told = {"data-placeholder": "全部地区，输入名称查找"}
    if post.region.level == Level.TOWNSHIP or not post.has_perm("supervision.view_subject"):
        return {"data-na-search": "here", **told}
    levels = ",".join((*FILTER_LEVELS, Level.VILLAGE))
    address = f"{reverse('supervision:regions-search')}?{urlencode({'levels': levels})}"
    return {"data-na-search": address, "data-na-cascade": "", **told}
