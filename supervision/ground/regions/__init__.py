"""The tree of places: city, counties, functional zones, townships, villages, with their populations."""

from .models import Level, Population, Region
from .services import CITY, counties, county_codes, covers, population, townships

__all__ = [
    "CITY",
    "Level",
    "Population",
    "Region",
    "counties",
    "county_codes",
    "covers",
    "population",
    "townships",
]
