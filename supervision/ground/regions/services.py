from __future__ import annotations

from .models import Level, Population, Region

CITY = "361100"


def counties() -> list[Region]:
    """The twelve counties in code order."""
    return list(Region.objects.counties())


def city_own() -> Region:
    """市本级: what the city holds itself, shown as one more line beside the counties; no row of the table."""
    return Region(code=CITY, name="市本级", short_name="市本级", level=Level.CITY)


def county_codes() -> list[str]:
    return list(Region.objects.counties().values_list("code", flat=True))


def townships(*, county: str | None = None) -> list[Region]:
    """The assessed townships, of one county or of all."""
    rows = Region.objects.assessed_townships()
    return list(rows.filter(county=county) if county else rows)


def population(year: int, basis: str = Population.Basis.RESIDENT) -> dict[str, int]:
    """Heads by county for `year`; where the year has none, of the latest year before it (a census holds on).

    Source of the rule: the work paper sets 1.5 batches per thousand people without naming the year.
    """
    rows = (
        Population.objects.filter(region__level=Level.COUNTY, basis=basis, year__lte=year)
        .order_by("region_id", "-year")
        .distinct("region_id")
    )
    return dict(rows.values_list("region_id", "count"))


def covers(place: Region, other: Region) -> bool:
    """Whether `place` is `other` or lies above it; a zone covers the townships it runs."""
    if place.level == Level.CITY or place.pk == other.pk:
        return True
    if place.level == Level.ZONE:
        township = other.township or other
        return township.managed_by_id == place.pk
    return place.pk in (other.county_id, other.township_id, other.parent_id)
