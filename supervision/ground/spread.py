"""Spreading what a grouped query found over all twelve counties: one without rows is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from supervision.ground.measures import Measure, Ratio
from supervision.ground.regions import county_codes

T = TypeVar("T")


def ids(condition: Q, path: str = "pk") -> ArrayAgg:
    """The keys of a group's rows that satisfy `condition`, in order."""
    return ArrayAgg(path, filter=condition, order_by=path, default=[])


def counties(found: Mapping[str, T] | Mapping[str | None, T], empty: Callable[[], T]) -> dict[str, T]:
    return {code: found[code] if code in found else empty() for code in county_codes()}


def ratios(measures: Mapping[str, Measure]) -> dict[str, Ratio]:
    return {code: Ratio(m.numerator, m.denominator) for code, m in measures.items()}


def because(keys: Iterable[Any], reason: str) -> list[tuple[Any, str]]:
    return [(key, reason) for key in keys]
