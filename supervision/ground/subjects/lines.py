"""承继: the line of a subject, itself and whom it goes on for. What was recorded of those counts for it."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Subject


def lines_of(keys: Iterable[int]) -> dict[int, list[int]]:
    """By subject its line, the nearest first; a query for each generation, however many subjects they are."""
    found = {key: [key] for key in keys}
    last = {key: key for key in found}
    while last:
        before = dict(
            Subject.objects.filter(pk__in=set(last.values()))
            .exclude(predecessor=None)
            .order_by()
            .values_list("pk", "predecessor_id")
        )
        last = {key: before[at] for key, at in last.items() if at in before and before[at] not in found[key]}
        for key, at in last.items():
            found[key].append(at)
    return found


def line_of(subject: Subject) -> list[int]:
    return lines_of([subject.pk])[subject.pk]


def heirs_of(keys: Iterable[int]) -> set[int]:
    """Who goes on for these, near or far: what is said of these concerns them too."""
    found: set[int] = set()
    last = set(keys)
    while last:
        last = set(Subject.objects.filter(predecessor__in=last).order_by().values_list("pk", flat=True)) - found
        found |= last
    return found
