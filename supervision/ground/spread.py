"""Spreading what a grouped query found over all twelve counties: one without rows is still there.

What stands under no county is the city's own (市本级). It is a part of every city number, so it is never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from supervision.ground.measures import Measure, Ratio
from supervision.ground.regions import CITY, county_codes

T = TypeVar("T")


def ids(condition: Q, path: str = "pk") -> ArrayAgg:
    """The keys of a group's rows that satisfy `condition`, in order."""
    return ArrayAgg(path, filter=condition, order_by=path, default=[])


def counties(found: Mapping[str, T] | Mapping[str | None, T], empty: Callable[[], T]) -> dict[str, T]:
    """By county, and under the city's code what belongs to none; without such rows the city has no line."""
    rows: dict[str | None, T] = dict(found.items())
    spread = {code: rows[code] if code in rows else empty() for code in county_codes()}
    return spread | ({CITY: rows[None]} if None in rows else {})


def ratios(measures: Mapping[str, Measure]) -> dict[str, Ratio]:
    return {code: Ratio(m.numerator, m.denominator) for code, m in measures.items()}


def because(keys: Iterable[Any], reason: str) -> list[tuple[Any, str]]:
    return [(key, reason) for key in keys]
