"""Who is there to hold a turn: the posts in force today, found by role and place without a query for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, Q

from supervision.ground.people import OF_SUBJECT, PLACES, Post
from supervision.ground.regions import CITY, Level, Region

from .duties import Duty, roles_of
from .rules import reached


class Place(NamedTuple):
    """The stamped places of a row: whoever is posted at one of them, or at the city, has it in scope."""

    region: str
    township: str | None
    county: str | None
    zone: str | None

    def has(self, roles: Sequence[str]) -> bool:
        """Whether there is a place for these roles here at all: what lies in no township lacks no township's post."""
        known: dict[str, str | None] = {Level.CITY: CITY, Level.COUNTY: self.county}
        known |= {Level.ZONE: self.zone, Level.TOWNSHIP: self.township}
        inner = self.region if self.region not in self[1:] else None
        return any(known.get(level, inner) for role in roles for level in PLACES.get(role, ()))


PLACE = ("region_id", "township_id", "county_id", "managing_zone_id")


class Roster:
    """The posts in force today of all roles that some duties name: one query."""

    def __init__(self, duties: Iterable[Duty]):
        self._at: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self._of_subject: dict[int, list[Post]] = defaultdict(list)
        for post in Post.objects.with_place().in_force().filter(role__in=roles_of(list(duties))).order_by("pk"):
            if post.role in OF_SUBJECT:
                self._of_subject[post.organisation_id].append(post)
            else:
                self._at[post.role, post.region.pk].append(post)

    def at(self, roles: Sequence[str], place: Place) -> list[Post]:
        places = dict.fromkeys([*place, CITY])
        return [post for role in roles for code in places for post in self._at.get((role, code or ""), ())]

    def of_subject(self, organisation: int | None) -> list[Post]:
        return self._of_subject.get(organisation or 0, [])


def staffed(roles: Sequence[str]) -> Q:
    """The same as a condition on rows: somebody of these roles is in force where the row lies. Each list of places is
    read once, not for every row.
    """
    places = Post.objects.in_force().filter(role__in=roles).values("organisation__region")
    here = Q(Exists(places.filter(organisation__region=CITY)))
    for name in PLACE:
        here |= Q(**{f"{name}__in": places})
    return here


def lacking(duty: Duty, rungs: Sequence[Sequence[Post]], place: Place) -> bool:
    """岗位暂缺: a rung up to the first staffed one has its place here, and nobody in force."""
    first = reached([bool(posts) for posts in rungs], 0)
    return any(not posts and place.has(roles) for posts, roles in zip(rungs[: first + 1], duty.ladder, strict=False))


@dataclass(frozen=True)
class Held:
    """Who holds a duty in a place; `vacant` where it has climbed because nobody is in force where it belongs."""

    posts: Sequence[Post]
    vacant: bool


def holders(duty: Duty, regions: Iterable[Region | str]) -> dict[str, Held]:
    """By region: the posts in force today that hold the duty there while it is in time. Two queries for all."""
    codes = [getattr(region, "pk", region) for region in regions]
    roster = Roster([duty])
    places = Region.objects.filter(pk__in=codes).values_list("pk", "township_id", "county_id", "township__managed_by")
    return {row[0]: _held(duty, roster, Place(*row)) for row in places}


def _held(duty: Duty, roster: Roster, place: Place) -> Held:
    rungs = [roster.at(roles, place) for roles in duty.ladder]
    return Held(tuple(rungs[reached([bool(posts) for posts in rungs], 0)]), lacking(duty, rungs, place))
