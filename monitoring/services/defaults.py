"""What a laboratory need not type again: how it tested an item the last time. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..models import Result


@dataclass(frozen=True)
class Usual:
    """Method, limit of detection and unit of the last verified result of an item in this laboratory."""

    method: str
    lod: str
    unit: str


def usual(laboratory: int, codes: Collection[str]) -> dict[str, Usual]:
    rows = Result.objects.filter(verified=True, order__laboratory=laboratory, analyte__in=codes).exclude(lod=None)
    last = rows.order_by("analyte", "-id").distinct("analyte")
    return {
        code: Usual(method, f"{lod.normalize():f}", unit)
        for code, method, lod, unit in last.values_list("analyte", "method", "lod", "unit")
        if lod is not None
    }
