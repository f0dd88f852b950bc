"""Places by what people call them: of today, and as they were called before (`data/former_names.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from pathlib import Path

from supervision.ground import kinds

from .models import Region

FORMER = Path(__file__).parent.parent / "data" / "former_names.csv"


@cache
def former() -> tuple[kinds.places.Former, ...]:
    """What places of today were called, with the year and what became of them."""
    with FORMER.open(encoding="utf-8", newline="") as file:
        return tuple(
            kinds.places.Former(
                row["code"], row["former_name"], f"{row['year']} 年{row['how']}", row["former_code"], row["last_day"]
            )
            for row in csv.DictReader(file)
        )


def atlas(scope: Collection[str]) -> kinds.places.Atlas:
    """Every open place by every way to write it; `scope` are the codes of those that may be chosen."""
    rows = Region.objects.filter(closed=None).select_related("county", "township").order_by("code")
    return kinds.places.Atlas([_place(region) for region in rows], former(), mine=lambda place: place.code in scope)


def _place(region: Region) -> kinds.places.Place:
    above = {region.parent_id, region.county_id, region.township_id, region.managed_by_id}
    if region.township is not None:
        above.add(region.township.managed_by_id)
    codes = frozenset(code for code in above if code and code != region.pk)
    return kinds.places.Place(region.pk, region.name, region.short_name, region.level, region.full_name, codes)
