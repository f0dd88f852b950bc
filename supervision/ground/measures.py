"""The small vocabulary of numbers: periods, ratios, measured values, and what a room offers the roof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from supervision.ground import kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from supervision.ground.people import Post
    from supervision.ground.subjects import Subject

Number = Decimal | int

half_up = kinds.numbers.half_up  # one rounding for what is counted and for what is typed


@dataclass(frozen=True)
class Period:
    """Dates from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def of_year(cls, year: int) -> Period:
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def until(self, day: dt.date) -> Period:
        """The part of the period that has passed by `day`."""
        return Period(self.first, min(self.last, day))

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Ratio:
    """`within` is the part of the denominator that a card's note names (合格率: 含拒检)."""

    numerator: Number
    denominator: Number
    within: Number = 0

    @property
    def value(self) -> Decimal | None:
        """None where there is nothing to measure against: "no data" is not zero."""
        return Decimal(self.numerator) / Decimal(self.denominator) if self.denominator else None

    @property
    def exact(self) -> Fraction | None:
        """The quotient itself: what is rounded is rounded from it, once."""
        return Fraction(self.numerator) / Fraction(self.denominator) if self.denominator else None

    @property
    def percent(self) -> Decimal | None:
        return None if self.exact is None else half_up(self.exact * 100)


@dataclass
class Measure:
    """One indicator of one county: the value and everything needed to open it down to its rows.

    `counted` are the ids behind the numerator, `left_out` the ids that were looked at and not counted, each
    with the reason. `not_applicable` says why an item does not apply; its points are then redistributed.
    Of a ratio, the rows left out for one of the reasons in `missed` stand in the denominator (None: all of them);
    of a count, those left out for one in `deducted` are taken off.
    """

    value: Decimal | None
    numerator: Number = 0
    denominator: Number = 0
    counted: list[Any] = field(default_factory=list)
    left_out: list[tuple[Any, str]] = field(default_factory=list)
    not_applicable: str = ""
    missed: Collection[str] | None = None
    deducted: Collection[str] = ()

    @classmethod
    def of(cls, numerator: Number, denominator: Number, **more: Any) -> Measure:
        """Value = numerator / denominator, None when there is nothing to divide by."""
        return cls(Ratio(numerator, denominator).value, numerator, denominator, **more)

    @classmethod
    def undone(cls, **more: Any) -> Measure:
        """Nothing done where there is the duty: the value is 0, not "no data"."""
        return cls(Decimal(0), 0, 0, **more)

    @property
    def exact(self) -> Fraction | None:
        """What points are made of: where the value is the quotient, the quotient itself (7/48, not 0.1458…)."""
        if self.value is None:
            return None
        ratio = Ratio(self.numerator, self.denominator)
        return ratio.exact if ratio.value == self.value else Fraction(self.value)


@dataclass(frozen=True)
class Todo:
    """Work that waits: a query, so it ends when the work is done.

    Its page lists exactly these rows, each with the button `act` (label, address up to the row's key) if there is
    one. `url` is where these rows are kept. Rows of no register are shown by `line`: what it is called, where it is,
    and more; by `lines`, all of a page together, where each by itself would ask for what it is about.
    """

    code: str
    label: str
    perm: str
    rows: Callable[[Post], QuerySet[Any]]
    url: str
    act: tuple[str, str] | None = None
    line: Callable[[Any], tuple[str, str, str]] | None = None
    lines: Callable[[Sequence[Any]], Sequence[tuple[str, str, str]]] | None = None


@dataclass(frozen=True)
class Panel:
    """A part of a subject's file (一户一档): `rows(subject, post)` shown by `template` to those with `perm`."""

    code: str
    label: str
    rows: Callable[[Subject, Post], Collection[Any] | QuerySet[Any]]
    template: str
    perm: str
