"""The tree of places: city, counties, functional zones, townships, villages, with their populations."""

from .models import Level, Population, Region
from .naming import atlas, former
from .services import CITY, city_own, counties, county_codes, covers, population, townships

__all__ = [
    "CITY",
    "Level",
    "Population",
    "Region",
    "atlas",
    "city_own",
    "counties",
    "county_codes",
    "covers",
    "former",
    "population",
    "townships",
]
