"""Reference data: places, populations, products. Loading is idempotent; what an administrator added stays.

Sources are named beside the files (data/SOURCES.md): statistical division of 2023, census of 2020
and 2010. Facts marked 待核 there stay marked here.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pypinyin import lazy_pinyin

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.regions import Level, Population, Region, former
from supervision.ground.subjects import Product

DATA = Path(__file__).parent / "data"
TOWNSHIP_KINDS = {"街道", "镇", "乡", "民族乡"}
ZONE = "功能区"


def rows(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(*, by: Post | None = None) -> dict[str, int]:
    """Load places, populations and products; how many there are."""
    with history.acting(by, "载入基础数据"):
        return {
            "地区": load_regions(),
            "人口": load_population(),
            "产品": load_products(),
        }


def load_regions() -> int:
    given = rows("regions.csv")
    for row in given:
        row["level"] = Level.ZONE if row["unit_type"] == ZONE else row["level"]
    levels = {row["code"]: row["level"] for row in given}
    places = [_region(row, levels) for row in given]
    places += [_village(row) for row in rows("villages.csv")]
    places += _predecessors(given)
    # Parents before children: the keys inside the table refer to one another.
    for level in (Level.CITY, Level.COUNTY, Level.ZONE, Level.TOWNSHIP, Level.VILLAGE):
        Region.objects.bulk_create([p for p in places if p.level == level], ignore_conflicts=True, batch_size=2000)
    for old in (p for p in places if p.closed):
        heir = Region.objects.get(pk=old.note)
        heir.predecessors.add(old.pk)  # type: ignore[arg-type]  # the stubs know keys that are numbers only
    return Region.objects.count()


def _region(row: dict[str, str], levels: dict[str, str]) -> Region:
    level = row["level"]
    county = {"county": row["code"], "township": row["parent_code"]}.get(level)
    return Region(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=level,
        kind=row["unit_type"],
        parent_id=row["parent_code"] if row["parent_code"] in levels else None,
        county_id=county,
        township_id=row["code"] if level == Level.TOWNSHIP else None,
        managed_by_id=row["managed_by"] or None,
        assessed=level == Level.COUNTY or (level == Level.TOWNSHIP and row["unit_type"] in TOWNSHIP_KINDS),
        official=row["official"] == "1",
        mca_code=row["mca_code"],
        former_names=row["former_names"],
        former_codes=row["former_codes"],
        note=row["note"][:200],
    )


def _village(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=Level.VILLAGE,
        kind=row["kind"],
        parent_id=row["parent_code"],
        county_id=row["county_code"],
        township_id=row["parent_code"],
    )


def _predecessors(given: list[dict[str, str]]) -> list[Region]:
    """Counties that were renamed and given a new code live on as closed ones."""
    known = {row["code"] for row in given}
    return [
        Region(
            code=old.old_code,
            name=old.name,
            short_name=old.name[:-1],
            level=Level.COUNTY,
            kind="县",
            parent_id="361100",
            county_id=old.old_code,
            assessed=False,
            closed=old.last_day,
            note=old.code,
        )
        for old in former()
        if old.old_code and old.old_code not in known and old.code in known
    ]


def load_population() -> int:
    found = []
    for row in rows("population.csv"):
        common = {"region_id": row["code"], "year": int(row["ref_date"][:4]), "source": row["source"][:200]}
        found.append(Population(basis="resident", count=int(row["resident"]), **common))
        if row["registered"]:
            registered = common | {"source": row["registered_basis"][:200]}
            found.append(Population(basis="registered", count=int(row["registered"]), **registered))
    Population.objects.bulk_create(found, ignore_conflicts=True)
    return Population.objects.count()


def load_products() -> int:
    given = rows("products.csv")
    products = [
        Product(
            code=row["code"],
            name=row["name"],
            pinyin=" ".join(lazy_pinyin(row["name"])),
            category=row["category"],
            subcategory=row["subcategory"],
            sector=row["sector"],
            unit=row["unit"],
            aliases=row["aliases"],
            parent_id=row["parent_code"] or None,
            county_code=row["county_code"],
        )
        for row in given
    ]
    Product.objects.bulk_create([p for p in products if not p.parent_id], ignore_conflicts=True)
    Product.objects.bulk_create([p for p in products if p.parent_id], ignore_conflicts=True)
    return Product.objects.count()
