"""The people of five kinds in every township: the county that does badly has gaps in its teams."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from supervision.grid.services.staff import enrol_many
from supervision.grid.vocabulary.staff import StaffKind
from supervision.ground.people import OrganisationKind
from supervision.ground.records import State
from supervision.ground.subjects import Kind
from supervision.models import Region

from .. import names
from ..world import World, share


def load(world: World) -> dict[str, int]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for county in world.counties:
        townships = world.townships(county)
        whole = set(share(townships, world.profile(county).teams))
        mine = [row for township in townships for row in _team(world, township, township in whole)]
        rows[county.pk] = mine + _controllers(world, county)
    made = [len(enrol_many(mine, by=world.officer(code), state=State.ACCEPTED)) for code, mine in rows.items()]
    return {"监管人员": sum(made)}


def _team(world: World, township: Region, whole: bool) -> list[dict[str, Any]]:
    """Supervisors, testers, a few of the villages' assistants, a social supervisor."""
    rng, post = world.rng("staff", township.pk), world.supervisor(township)
    station = post.organisation if post.organisation.kind == OrganisationKind.TOWNSHIP else None
    rows = [_person(world, rng, township, StaffKind.SUPERVISOR, station, name=str(post.user))]
    rows += [_person(world, rng, township, StaffKind.SUPERVISOR, station) for _ in range(rng.choice((0, 1, 1, 2)))]
    if whole:
        rows += [_person(world, rng, township, StaffKind.TESTER, station) for _ in range(rng.choice((1, 1, 2)))]
    villages = world.villages(township)
    for village in rng.sample(villages, min(len(villages), world.scaled(5))):
        rows.append(_person(world, rng, village, StaffKind.ASSISTANT, station))
    return [*rows, _person(world, rng, township, StaffKind.SOCIAL, None)]


def _controllers(world: World, county: Region) -> list[dict[str, Any]]:
    """The enterprises' own: every second one has named somebody."""
    rows = []
    for subject in world.subjects(county, (Kind.ENTERPRISE, Kind.COOPERATIVE)):
        rng = world.rng("controller", subject.name)
        if rng.random() < 0.6:
            name = subject.contact or names.person(rng)
            rows.append(_person(world, rng, subject.region, StaffKind.INTERNAL, None, name=name) | {"subject": subject})
    return rows


def _person(
    world: World, rng: Random, region: Region, kind: StaffKind, organisation: Any, *, name: str = ""
) -> dict[str, Any]:
    since = dt.date(world.year - rng.randint(1, 5), rng.randint(1, 12), rng.randint(1, 28))
    official = kind in (StaffKind.SUPERVISOR, StaffKind.TESTER)
    return {
        "name": name or names.person(rng),
        "kind": kind,
        "region": region,
        "organisation": organisation,
        "full_time": official and rng.random() < 0.6,
        "certificate": names.card(rng, region.county_id or "") if official else "",
        "certificate_until": dt.date(world.year + rng.choice((0, 1, 2, 3)), 12, 31) if official else None,
        "training_hours": Decimal(rng.choice((8, 16, 24, 32, 40)) if official else rng.choice((0, 4, 8))),
        "since": since,
        "made_at": world.moment(rng, world.first + dt.timedelta(days=40)),
    }
