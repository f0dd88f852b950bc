"""Organisations and posts in every county, zone, township and laboratory, and the accounts people sign in with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from supervision.ground import history, records
from supervision.ground.people import OrganisationKind, Role
from supervision.ground.regions import CITY, Level
from supervision.models import Organisation, Post, Region, User

from .. import names
from ..accounts import ACCOUNTS, password
from ..world import World

SINCE = dt.date(2019, 3, 1)
Kind = OrganisationKind


@dataclass
class Seat:
    """A post to be filled: where, in what organisation, by whom."""

    region: Region
    organisation: str
    kind: str
    role: str
    username: str
    name: str


def load(world: World) -> dict[str, int]:
    with history.acting(world.system, "建立演示单位和人员"):
        seats = [*_accounts(), *_city(world), *_counties(world), *_zones(world), *_townships(world)]
        users = _users(seats)
        homes = _organisations(seats)
        posts = [
            Post(
                user=users[seat.username], organisation=homes[seat.organisation, seat.kind, seat.region.pk],
                role=seat.role, since=SINCE,
            )
            for seat in seats
        ]  # fmt: skip
        records.insert_many(posts)
    return {"单位": len(homes), "岗位": len(posts)}


def organisation_name(kind: str, region: Region) -> str:
    """What the office of a kind is called in a place."""
    if kind == Kind.LABORATORY:
        return f"{region.name}农产品质量安全{'检测中心' if region.level == Level.CITY else '检测站'}"
    if kind == Kind.TOWNSHIP:
        return f"{region.name}农产品质量安全监管站"
    if kind == Kind.BUREAU:
        return f"{region.name}{'农业农村工作办公室' if region.level == Level.ZONE else '农业农村局'}"
    return f"{region.name}审计局"


def own_organisation(username: str) -> str:
    """The subject behind the account of a producer or a market: its organisation bears the subject's name."""
    return {"hezuoshe": "上饶市广信区董团禾畦蔬菜种植专业合作社", "shichang": "上饶市广信区旭日农贸市场"}[username]


def _accounts() -> Iterable[Seat]:
    """The people one can be. Every account's first post is the first of its place: it signs the records."""
    for account in ACCOUNTS:
        for code in account.places:
            region = Region.objects.get(pk=code)
            kind = account.kind
            own = kind == Kind.SUBJECT
            title = own_organisation(account.username) if own else organisation_name(kind, region)
            if account.role == Role.VILLAGE_ASSISTANT:
                region = Region.objects.filter(parent=region).order_by("code")[0]
            yield Seat(region, title, kind, account.role, account.username, account.name)


def _city(world: World) -> Iterable[Seat]:
    city, rng = Region.objects.get(pk=CITY), world.rng("people", "city")
    laboratory = organisation_name(Kind.LABORATORY, city)
    yield Seat(city, laboratory, Kind.LABORATORY, Role.LAB_TESTER, "l361100t", names.person(rng))
    yield Seat(city, laboratory, Kind.LABORATORY, Role.LAB_VERIFIER, "l361100v", names.person(rng))
    private = "饶检农产品检验检测有限公司"
    yield Seat(city, private, Kind.LABORATORY, Role.LAB_TESTER, "l361199t", names.person(rng))
    yield Seat(city, private, Kind.LABORATORY, Role.LAB_VERIFIER, "l361199v", names.person(rng))


def _counties(world: World) -> Iterable[Seat]:
    for county in world.counties:
        rng, code = world.rng("people", county.pk), county.pk
        bureau, laboratory = (organisation_name(kind, county) for kind in (Kind.BUREAU, Kind.LABORATORY))
        yield Seat(county, bureau, Kind.BUREAU, Role.COUNTY_ADMIN, f"c{code}a", names.person(rng))
        yield Seat(county, bureau, Kind.BUREAU, Role.COUNTY_OFFICER, f"c{code}b", names.person(rng))
        yield Seat(county, laboratory, Kind.LABORATORY, Role.LAB_TESTER, f"l{code}t", names.person(rng))
        yield Seat(county, laboratory, Kind.LABORATORY, Role.LAB_VERIFIER, f"l{code}v", names.person(rng))
        social = f"{county.name}农产品质量安全社会监督员小组"
        yield Seat(county, social, Kind.OTHER, Role.SOCIAL_SUPERVISOR, f"s{code}", names.person(rng))


def _zones(world: World) -> Iterable[Seat]:
    for zone in Region.objects.filter(level=Level.ZONE).order_by("code"):
        person = names.person(world.rng("people", zone.pk))
        yield Seat(zone, organisation_name(Kind.BUREAU, zone), Kind.BUREAU, Role.COUNTY_OFFICER, f"z{zone.pk}", person)


def _townships(world: World) -> Iterable[Seat]:
    for county in world.counties:
        for township in world.townships(county):
            rng, village = world.rng("people", township.pk), world.villages(township)[0]
            station = organisation_name(Kind.TOWNSHIP, township)
            role = Role.TOWNSHIP_SUPERVISOR
            yield Seat(township, station, Kind.TOWNSHIP, role, f"t{township.pk}", names.person(rng))
            yield Seat(village, station, Kind.TOWNSHIP, Role.VILLAGE_ASSISTANT, f"v{village.pk}", names.person(rng))


def _users(seats: list[Seat]) -> dict[str, User]:
    """One person per username. Only the accounts have a password; the others are names behind records."""
    known = {user.username: user for user in User.objects.all()}
    hashed, closed = make_password(password()), make_password(None)
    accounts = {account.username for account in ACCOUNTS}
    new: dict[str, User] = {}
    for seat in seats:
        if seat.username not in known and seat.username not in new:
            sealed = hashed if seat.username in accounts else closed
            new[seat.username] = User(username=seat.username, name=seat.name, password=sealed)
    records.insert_many(list(new.values()))
    return known | new


def _organisations(seats: list[Seat]) -> dict[tuple[str, str, str], Organisation]:
    known = {(o.name, o.kind, o.region_id): o for o in Organisation.objects.all()}
    new: dict[tuple[str, str, str], Organisation] = {}
    for seat in seats:
        key = (seat.organisation, seat.kind, seat.region.pk)
        if key not in known and key not in new:
            new[key] = Organisation(name=seat.organisation, kind=seat.kind, region=seat.region)
    records.insert_many(list(new.values()))
    return known | new
