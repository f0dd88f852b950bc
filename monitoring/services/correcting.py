"""The lines a correction starts from, and what they say: reads, never writes."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from ..models import Result, TestOrder

# What was typed, and who was sure of it; what was judged is judged anew.
KEPT = ("found", "value", "lod", "loq", "unit", "method", "typed", "digits", "doubt", "sure_by_id")


def lines_of(order: TestOrder) -> list[Result]:
    """Unsaved copies of the lines in force."""
    rows = order.results.in_force().select_related("analyte")
    return [Result(order=order, analyte=row.analyte, **{name: getattr(row, name) for name in KEPT}) for row in rows]


def edition_in_force(order: TestOrder) -> int:
    """1 is the report as it was first verified."""
    return order.corrections.done().aggregate(last=Max("edition"))["last"] or 1


def lines_at(order: TestOrder, edition: int) -> dict[str, Result]:
    """The lines of one edition by item."""
    rows = order.results.filter(correction__edition=edition) if edition > 1 else order.results.reported()
    return {row.analyte_id: row for row in rows.select_related("analyte")}


def said(line: Result) -> tuple[Any, ...]:
    """What a line reports; 0.10 and 0.1 are not the same measurement."""
    digits = line.digits or (f"{line.value.normalize():f}" if line.value is not None else "")
    return line.found, line.value, line.lod, line.loq, line.unit, line.method, digits
