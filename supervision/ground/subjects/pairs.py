"""疑似重复: which entries of the register may be one, pair by pair, worked out over all of a place at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from . import alike, apart
from .models import Subject

# Of one phone or name more than these are no double but a habit (a leader's phone for a whole village): each is then
# held against the first only.
CROWD = 12
RANK = (alike.SAME_NAME, alike.SAME_PHONE, alike.SAME_CORE, alike.SAME_SOUND)


@dataclass(frozen=True)
class Pair:
    """`one` was entered first."""

    one: int
    other: int
    why: str


def found(rows: QuerySet[Subject]) -> list[Pair]:
    """The pairs among these that nobody has said to be two, the surest first; two queries however many rows."""
    traits = list(map(alike.traits_of, rows.select_related("region", "merged_into").only(*alike.READ).order_by("pk")))
    told = apart.known_within(rows)
    pairs: dict[apart.Pair, str] = {}
    for some in alike.Known(traits).groups():
        for one, other in combinations(some, 2) if len(some) <= CROWD else ((some[0], one) for one in some[1:]):
            if one.pk is None or other.pk is None:
                continue
            key = apart.pair(one.pk, other.pk)
            if key not in pairs and key not in told and (why := alike.why(one, other)):
                pairs[key] = why
    return [Pair(*key, why) for key, why in sorted(pairs.items(), key=lambda one: (RANK.index(one[1]), one[0]))]
