"""The line of a subject: itself, what was merged into it, and whom it goes on for (承继). What was recorded of those
counts for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from .models import Subject


def lines_of(keys: Iterable[int]) -> dict[int, list[int]]:
    """By subject its line, the nearest first; a query for each generation, however many subjects they are."""
    found = {key: [key] for key in keys}
    last = {key: {key} for key in found}
    while last:
        behind = _behind(set().union(*last.values()))
        following = {key: {one for at in ats for one in behind.get(at, ())} for key, ats in last.items()}
        last = {key: new for key, some in following.items() if (new := some - set(found[key]))}
        for key, new in last.items():
            found[key] += sorted(new)
    return found


def _behind(keys: set[int]) -> dict[int, list[int]]:
    """One step: whom each goes on for, and what was merged into it."""
    rows = Subject.objects.filter(Q(pk__in=keys) & ~Q(predecessor=None) | Q(merged_into__in=keys)).order_by("pk")
    found: dict[int, list[int]] = {}
    for key, before, root in rows.values_list("pk", "predecessor_id", "merged_into_id"):
        if key in keys and before is not None:
            found.setdefault(key, []).append(before)
        if root in keys:
            found.setdefault(root, []).append(key)
    return found


def line_of(subject: Subject) -> list[int]:
    return lines_of([subject.pk])[subject.pk]


def heirs_of(keys: Iterable[int]) -> set[int]:
    """Whose line these are in: who goes on for them, near or far, and what they were merged into."""
    found: set[int] = set()
    last = set(keys)
    while last:
        rows = Subject.objects.filter(Q(predecessor__in=last) | Q(merged__in=last)).order_by()
        last = set(rows.values_list("pk", flat=True)) - found
        found |= last
    return found
