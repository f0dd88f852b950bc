"""What every stage asks: the days that have passed, the places, the people in office, the register as it stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from random import Random
from typing import TypeVar

from django.utils import timezone

from supervision.ground import clock, terms
from supervision.ground.people import Role, system_post
from supervision.ground.regions import Level, counties
from supervision.ground.terms import Calendar
from supervision.models import Post, Product, Region, Subject

from .crops import in_season
from .profiles import PROFILES, Profile

DAY = dt.timedelta(days=1)
Place = Region | str | None
T = TypeVar("T")
RECENT = 10  # days: what is younger still waits for its review


class World:
    """Read anew for every stage, so that a stage stands on what is committed and nothing else."""

    def __init__(self, year: int, scale: float):
        self.year, self.scale = year, scale
        self.today = clock.today()
        self.first, self.last = dt.date(year, 1, 1), min(self.today, dt.date(year, 12, 31))

    def rng(self, *names: object) -> Random:
        """One source of chance per purpose: a stage draws the same whatever ran before it."""
        return Random("/".join(map(str, (self.year, *names))))

    def scaled(self, number: float, least: int = 1) -> int:
        return max(least, round(number * self.scale))

    # --- days ---------------------------------------------------------------------------------------------------
    @cached_property
    def calendar(self) -> Calendar:
        return terms.calendar()

    @cached_property
    def workdays(self) -> list[dt.date]:
        return self.between(self.first, self.last)

    def between(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """The working days of a span."""
        span = (first + DAY * n for n in range((last - first).days + 1))
        return [day for day in span if self.calendar.is_workday(day)]

    @cached_property
    def by_month(self) -> dict[int, list[dt.date]]:
        months: dict[int, list[dt.date]] = defaultdict(list)
        for day in self.workdays:
            months[day.month].append(day)
        return dict(months)

    def workday(self, day: dt.date) -> dt.date:
        """This day, or the next one on which an office is open; never tomorrow."""
        while day < self.last and not self.calendar.is_workday(day):
            day += DAY
        return min(day, self.last)

    def moment(self, rng: Random, day: dt.date) -> dt.datetime:
        """In office hours, and not later than now."""
        time = dt.time(rng.choice((8, 9, 9, 10, 10, 11, 14, 15, 15, 16, 17)), rng.randrange(60))
        return min(timezone.make_aware(dt.datetime.combine(day, time)), clock.now())

    def reviewed(self, rng: Random, made_at: dt.datetime) -> dt.datetime:
        """When the county took a record over: one to four working days later."""
        day = self.workday(timezone.localtime(made_at).date() + DAY * rng.randint(1, 4))
        return max(made_at, self.moment(rng, day))

    def is_recent(self, day: dt.date) -> bool:
        return (self.last - day).days < RECENT

    # --- places -------------------------------------------------------------------------------------------------
    @cached_property
    def counties(self) -> list[Region]:
        return counties()

    def profile(self, county: Place) -> Profile:
        return PROFILES[_code(county)]

    @cached_property
    def _places(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = defaultdict(list)
        rows = Region.objects.assessed_townships().select_related("county", "township__managed_by", "managed_by")
        for township in rows:
            found[_code(township.county_id)].append(township)
        villages = Region.objects.filter(level=Level.VILLAGE, township__in=[t for ts in found.values() for t in ts])
        for village in villages.select_related("county", "township").order_by("code"):
            found[_code(village.township_id)].append(village)
        return dict(found)

    def townships(self, county: Place) -> list[Region]:
        return self._places[_code(county)]

    def villages(self, township: Place) -> list[Region]:
        """The villages of a township; where none are known, the township stands for itself."""
        code = _code(township)
        return self._places.get(code) or [Region.objects.select_related("county", "township").get(pk=code)]

    def point(self, rng: Random, village: Region) -> tuple[float, float]:
        """A point near the township's own, which lies within the county."""
        row = self.profile(village.county_id)
        home = self.rng("point", village.township_id)
        (north, east), (tall, wide) = row.centre, row.spread
        north += home.uniform(-0.85, 0.85) * tall + rng.gauss(0, 0.008)
        east += home.uniform(-0.85, 0.85) * wide + rng.gauss(0, 0.008)
        return round(north, 6), round(east, 6)

    # --- people -------------------------------------------------------------------------------------------------
    @cached_property
    def system(self) -> Post:
        return system_post()

    @cached_property
    def _posts(self) -> dict[tuple[str, str], list[Post]]:
        found: dict[tuple[str, str], list[Post]] = defaultdict(list)
        for post in Post.objects.with_place().in_force().order_by("id"):
            found[post.role, post.organisation.region_id].append(post)
        return dict(found)

    def posts(self, role: str, place: Place) -> list[Post]:
        return self._posts.get((role, _code(place)), [])

    def officer(self, county: Place) -> Post:
        """Who keeps the county's registers."""
        return self.posts(Role.COUNTY_OFFICER, county)[0]

    def admin(self, county: Place) -> Post:
        """The county's second pair of eyes."""
        return self.posts(Role.COUNTY_ADMIN, county)[0]

    def supervisor(self, township: Place) -> Post:
        return self.posts(Role.TOWNSHIP_SUPERVISOR, township)[0]

    # --- the register -------------------------------------------------------------------------------------------
    @cached_property
    def products(self) -> dict[str, Product]:
        return {product.name: product for product in Product.objects.order_by("code")}

    @cached_property
    def _subjects(self) -> dict[str, list[Subject]]:
        found: dict[str, list[Subject]] = defaultdict(list)
        rows = Subject.objects.active().accepted().exclude(township=None).order_by("id")
        rows = rows.select_related("region__county", "region__township")
        for subject in rows.prefetch_related("crops__product"):
            found[_code(subject.county_id)].append(subject)
        return dict(found)

    def subjects(self, county: Place, kinds: Iterable[str] = ()) -> list[Subject]:
        """The accepted subjects in business, by id, of all kinds or of these."""
        wanted = set(kinds)
        rows = self._subjects.get(_code(county), [])
        return [row for row in rows if row.kind in wanted] if wanted else rows


def of_season(subject: Subject, month: int) -> list[Product]:
    return [crop.product for crop in subject.crops.all() if in_season(crop.first_month, crop.last_month, month)]


def _code(place: Place) -> str:
    """The code of a place, which may be given as such; nowhere has none."""
    return place.pk if isinstance(place, Region) else place or ""


def share(rows: Sequence[T], part: float) -> list[T]:
    """The first `part` of the rows, rounded to the nearest."""
    return list(rows[: round(len(rows) * part)])
