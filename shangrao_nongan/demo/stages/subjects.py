"""The register: enterprises, cooperatives, farms, farmers, collectors, markets, shops, with crops and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random
from typing import Any

from supervision.grid.services.subject import register_subjects
from supervision.ground.people import OrganisationKind
from supervision.ground.records import State
from supervision.ground.subjects import Industry, Kind, Leading
from supervision.models import Organisation, Product, Region, Subject

from .. import crops, names
from ..accounts import DONGTUAN, GUANGXIN
from ..world import World
from .people import own_organisation

TOTAL = 2000
CORE = 10  # per county
# In turn, so that every county has its share of each from the first ten on.
TURN = (
    Kind.COOPERATIVE, Kind.FAMILY_FARM, Kind.ENTERPRISE, Kind.INPUT_SHOP, Kind.COOPERATIVE, Kind.SMALLHOLDER,
    Kind.FAMILY_FARM, Kind.SLAUGHTERHOUSE, Kind.MARKET, Kind.COOPERATIVE, Kind.SMALLHOLDER, Kind.FAMILY_FARM,
    Kind.COLLECTOR, Kind.COOPERATIVE, Kind.ENTERPRISE, Kind.INPUT_SHOP, Kind.SMALLHOLDER, Kind.COOPERATIVE,
    Kind.FAMILY_FARM, Kind.SUPERMARKET, Kind.COOPERATIVE, Kind.FAMILY_FARM, Kind.ENTERPRISE, Kind.SMALLHOLDER,
    Kind.COOPERATIVE, Kind.INPUT_SHOP, Kind.FAMILY_FARM, Kind.COOPERATIVE, Kind.SMALLHOLDER, Kind.COLLECTOR,
)  # fmt: skip
ONCE = (Kind.SLAUGHTERHOUSE, Kind.MARKET, Kind.SUPERMARKET)
AREA: dict[str, tuple[int, int]] = {
    Kind.ENTERPRISE: (80, 900), Kind.COOPERATIVE: (50, 600), Kind.FAMILY_FARM: (20, 200), Kind.SMALLHOLDER: (2, 15),
}  # fmt: skip
# a product, its first and last month to market, the area in mu
Crop = tuple[Product, int, int, int | None]
TAILS = {"茶业": "茶业", "水产": "水产", "畜牧": "牧业", "家禽": "牧业"}
LEADING = (Leading.COUNTY, Leading.CITY, Leading.CITY, Leading.PROVINCE)


def load_core(world: World) -> dict[str, int]:
    """The first of every county, and the two subjects whose people can sign in."""
    for code, rows in _own(world):
        register_subjects(rows, by=world.officer(code), state=State.ACCEPTED)
    made = sum(len(_register(world, county, _specs(world, county, CORE))) for county in world.counties)
    return {"监管对象": made + 2}


def load(world: World) -> dict[str, int]:
    """The rest; a few of the newest still wait for the county."""
    made = waiting = 0
    for county in world.counties:
        known = set(Subject.objects.filter(county=county).values_list("name", flat=True))
        rows = [row for row in _specs(world, county) if row["name"] not in known]
        fresh = [row for row in rows[-3:] if world.scale >= 0.5]
        for row in fresh:
            row |= _entered(world, world.rng("fresh", row["name"]), world.workdays[-1 - len(fresh)], row["region"])
        made += len(_register(world, county, rows[: len(rows) - len(fresh)]))
        waiting += len(_register(world, county, fresh, State.SUBMITTED))
    return {"监管对象": made, "待审核": waiting}


def _register(world: World, county: Region, rows: list[dict[str, Any]], state: State = State.ACCEPTED) -> Any:
    if state == State.SUBMITTED:
        rows = [{name: value for name, value in row.items() if name != "accepted_at"} for row in rows]
    return register_subjects(rows, by=world.officer(county), state=state)


def _specs(world: World, county: Region, most: int = TOTAL) -> list[dict[str, Any]]:
    """Everybody of a county, always the same list: township by township, kind by kind."""
    weights = sum(world.profile(one).weight for one in world.counties)
    number = world.scaled(TOTAL * world.profile(county).weight / weights, least=4)
    townships, taken = world.townships(county), set()
    rows = []
    for place in range(min(number, most)):
        rng = world.rng("subject", county.pk, place)
        kind = TURN[place % len(TURN)]
        if kind in ONCE and place >= 2 * len(TURN):
            kind = Kind.COOPERATIVE
        township = townships[place % len(townships)]
        village = rng.choice(world.villages(township))
        row = _row(world, rng, county, village, kind, place)
        while row["name"] in taken:
            # A township has one market and one slaughterhouse; there are always more cooperatives.
            row = _row(world, rng, county, village, Kind.COOPERATIVE if kind in ONCE else kind, place)
        taken.add(row["name"])
        rows.append(row)
    return rows


def _row(world: World, rng: Random, county: Region, village: Region, kind: str, serial: int) -> dict[str, Any]:
    topic = crops.topic(rng, county.pk)
    producer = kind in AREA
    industry = crops.TOPICS[topic][0] if producer else _industry(kind)
    person = names.person(rng)
    north, east = world.point(rng, village)
    return {
        "name": _name(rng, county, village, kind, topic, person),
        "kind": kind,
        "industry": industry,
        "region": village,
        "address": f"{county.name}{_township(village).name}{village.name}"[:120],
        "contact": person,
        "phone": names.phone(rng),
        "credit_code": "" if kind == Kind.SMALLHOLDER else _code(county, serial, kind),
        "area": rng.randint(*AREA[kind]) if producer else None,
        "leading": rng.choice(LEADING) if kind == Kind.ENTERPRISE and rng.random() < 0.35 else Leading.NONE,
        "latitude": north,
        "longitude": east,
        "crops": _crops(world, rng, county, kind, topic),
        **_entered(world, rng, _entry_day(world, rng, serial), village),
    }


def _code(county: Region, serial: int, kind: str) -> str:
    return names.credit_code(county.pk, serial, cooperative=kind == Kind.COOPERATIVE)


def _entered(world: World, rng: Random, day: dt.date, village: Region) -> dict[str, Any]:
    """Entered by the township, taken over by the county."""
    made_at = world.moment(rng, day)
    return {
        "registered_on": day,
        "made_by": world.supervisor(village.township_id),
        "made_at": made_at,
        "accepted_at": world.reviewed(rng, made_at),
    }


def _entry_day(world: World, rng: Random, serial: int) -> dt.date:
    """Most were on the register before the year; one in ten came in its course."""
    if serial >= CORE and rng.random() < 0.1:
        return rng.choice([day for day in world.workdays if day.month <= 10] or world.workdays)
    day = dt.date(world.year - 2, 3, 1) + dt.timedelta(days=rng.randrange(660))
    return world.workday(day)


def _township(village: Region) -> Region:
    return village.township or village


def _industry(kind: str) -> str:
    known: dict[str, str] = {Kind.INPUT_SHOP: Industry.INPUTS, Kind.SLAUGHTERHOUSE: Industry.LIVESTOCK}
    return known.get(kind, Industry.TRADE)


def _name(rng: Random, county: Region, village: Region, kind: str, topic: str, person: str) -> str:
    place, brand, word = _township(village).short_name, names.brand(rng), crops.TOPIC_WORDS[topic]
    tail = TAILS.get(topic) or rng.choice(("农业开发", "生态农业", "农业科技"))
    called: dict[str, str] = {
        Kind.ENTERPRISE: f"{county.name}{brand}{tail}有限公司",
        Kind.COOPERATIVE: f"{county.name}{place}{brand}{word}专业合作社",
        Kind.FAMILY_FARM: f"{county.name}{place}{brand}家庭农场",
        Kind.SMALLHOLDER: person,
        Kind.COLLECTOR: f"{place}{brand}农产品收购部",
        Kind.MARKET: f"{county.name}{place}农贸市场",
        Kind.SUPERMARKET: f"{brand}生活超市{place}店",
        Kind.SLAUGHTERHOUSE: f"{county.name}{place}生猪定点屠宰场",
        Kind.INPUT_SHOP: f"{place}{brand}农资经营部",
    }
    return called[kind]


def _crops(world: World, rng: Random, county: Region, kind: str, topic: str) -> list[Crop]:
    """Who grows has crops with a season and an area, who trades has what lies on the counter all year."""
    if kind == Kind.INPUT_SHOP:
        return []
    if kind == Kind.SLAUGHTERHOUSE:
        return [(world.products["猪肉"], 1, 12, None)]
    if kind not in AREA:
        return [(world.products[name], 1, 12, None) for name in rng.sample(crops.TRADED, 4)]
    low, high = AREA[kind]
    return [
        (world.products[name], first, last, rng.randint(low // 2, high // 2) or 1)
        for name, first, last in crops.crops(rng, county.pk, topic)
    ]


def _own(world: World) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """The subjects of the accounts `hezuoshe` and `shichang`."""
    townships = {township.pk: township for township in world.townships(GUANGXIN)}
    county = next(county for county in world.counties if county.pk == GUANGXIN)
    rows: list[dict[str, Any]] = []
    for username, kind, township in (
        ("hezuoshe", Kind.COOPERATIVE, townships[DONGTUAN]),
        ("shichang", Kind.MARKET, next(iter(townships.values()))),
    ):
        rng, village = world.rng("own", username), world.villages(township)[0]
        row = _row(world, rng, county, village, kind, 90000 + len(rows))
        row |= {
            "name": own_organisation(username),
            "organisation": Organisation.objects.get(name=own_organisation(username), kind=OrganisationKind.SUBJECT),
            "registered_on": dt.date(world.year - 1, 4, 20),
        }
        if kind == Kind.COOPERATIVE:
            row |= {"industry": Industry.PLANTING, "crops": _vegetables(world)}
        rows.append(row)
    yield GUANGXIN, rows


def _vegetables(world: World) -> list[Crop]:
    given = (("普通白菜", 1, 12, 60), ("豇豆", 5, 9, 40), ("芹菜", 10, 4, 30), ("辣椒", 6, 10, 50))
    return [(world.products[name], first, last, area) for name, first, last, area in given]
