"""What follows from what: one event has one chain, however many records speak of it.

A failed sample, its handling and the penalty for it are one event. The link stands between the records, not between
their facts: a fact may be told again after a correction, and a case may be decided before the sample's file names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Q

from supervision.ground.people import Post

from .models import FactCause

Source = tuple[str, int]  # a record: its label and key
DEPTH = 6  # links of the longest chain that is followed: sample, handling, case, transfer and two to spare


def follows(effect: models.Model, cause: models.Model, *, by: Post) -> None:
    """Say that one record follows from another; said twice it is said once."""
    link([(effect, cause, by)])


def link(pairs: Iterable[tuple[models.Model, models.Model, Post]]) -> None:
    """The same for many: effect, cause and who says so."""
    rows = [
        FactCause(
            source_label=effect._meta.label_lower,
            source_id=effect.pk,
            cause_label=cause._meta.label_lower,
            cause_id=cause.pk,
            by=by,
        )
        for effect, cause, by in pairs
        if effect != cause
    ]
    FactCause.objects.bulk_create(rows, ignore_conflicts=True)


def events(sources: Iterable[Source]) -> dict[Source, Source]:
    """For each record the one that stands for its event: the same for all that hang together.

    Links are followed upwards, a level a query, whatever the number of records.
    """
    asked = set(sources)
    links = _links(asked)
    group = {source: source for source in asked}
    for effect, cause in links:
        _join(group, effect, cause)
    return {source: _root(group, source) for source in asked}


def _links(sources: Collection[Source]) -> list[tuple[Source, Source]]:
    found: list[tuple[Source, Source]] = []
    open_, seen = set(sources), set(sources)
    for _ in range(DEPTH):
        if not open_:
            break
        rows = FactCause.objects.filter(_among(open_)).order_by("id")
        new = [((a, b), (c, d)) for a, b, c, d in rows.values_list(*COLUMNS)]
        found += new
        open_ = {cause for _, cause in new} - seen
        seen |= open_
    return found


COLUMNS = ("source_label", "source_id", "cause_label", "cause_id")


def _among(sources: Collection[Source]) -> Q:
    named: dict[str, list[int]] = {}
    for label, key in sources:
        named.setdefault(label, []).append(key)
    asked = Q()
    for label, keys in named.items():
        asked |= Q(source_label=label, source_id__in=keys)
    return asked


def _root(group: dict[Source, Source], one: Source) -> Source:
    while group[one] != one:
        one = group[one]
    return one


def _join(group: dict[Source, Source], one: Source, other: Source) -> None:
    group.setdefault(one, one)
    group.setdefault(other, other)
    first, second = sorted((_root(group, one), _root(group, other)))
    group[second] = first
