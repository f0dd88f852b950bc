"""其中计入: how many of the rows listed a figure of the office counts, by that figure's own rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q
from django.db.models.expressions import Combinable

Rule = Callable[[int], Case | Combinable | Q]


@dataclass(frozen=True)
class Counting:
    """`figure` is the code under which the number opens; `rule(year)` is true of the rows that it counts.

    `distinct` names the column, or is the expression, of which each value counts once (a product that has two
    certificates).
    """

    label: str
    figure: str
    rule: Rule
    distinct: str | Combinable = "pk"


@dataclass(frozen=True)
class Within:
    """What a list says beside its total. There is no number where there are more rows than were looked at: one of the
    first rows only would be read as the number of all."""

    label: str
    figure: str
    number: int | None


def key_of(distinct: str | Combinable) -> Combinable:
    """What each of counts once."""
    return F(distinct) if isinstance(distinct, str) else distinct


def total_and_within(rows: Any, counting: Counting | None, *, year: int | None, most: int) -> tuple[int, Within | None]:
    """The bounded total and, of the same rows, how many the figure counts."""
    rows = rows.order_by()
    total = rows[: most + 1].count()
    if counting is None or year is None:
        return total, None
    if total > most:  # the figure's rule is asked of no row where its number would not be shown
        return total, Within(counting.label, counting.figure, None)
    known = rows.annotate(figure_counts=counting.rule(year)).values(
        "pk", "figure_counts", n_key=key_of(counting.distinct)
    )
    number = known.filter(figure_counts=True).aggregate(counted=Count("n_key", distinct=True))["counted"]
    return total, Within(counting.label, counting.figure, number)
