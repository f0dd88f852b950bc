"""A number of the home page opened: the rows that make it, and the rows left out, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from supervision.ground.figures import Shown
from supervision.ground.measures import Measure, Ratio
from supervision.ground.regions import Region

from ..evidence import Pair
from . import board

COUNTED, LEFT_OUT, WHOLE = "counted", "left_out", "whole"


@dataclass(frozen=True)
class Reason:
    """Why rows were left out, how many, and what they are to the number all the same."""

    why: str
    count: int
    role: str


@dataclass
class Opened:
    """One number of one county, or of all the post may see.

    A ratio is numerator over denominator: its denominator is what counted and what was `missed`. A count is what
    counted less what was `deducted` (净增).
    """

    card: Shown
    ratio: Ratio
    counted: list[Pair]
    left_out: list[Pair]
    missed: Collection[str]
    deducted: Collection[str]

    @property
    def cell(self) -> board.Cell:
        return board.cell(self.card, self.ratio, None, "")

    @property
    def whole(self) -> list[Pair]:
        """The rows of the denominator."""
        return self.counted + [pair for pair in self.left_out if pair[1] in self.missed]

    @property
    def taken_off(self) -> int:
        return sum(why in self.deducted for _, why in self.left_out)

    @property
    def reasons(self) -> list[Reason]:
        counts = Counter(why for _, why in self.left_out)
        return [Reason(why, n, self._role(why)) for why, n in counts.most_common()]

    def _role(self, why: str) -> str:
        if why in self.deducted:
            return "从中扣减"
        return "在分母内" if self.card.percent and why in self.missed else ""

    def rows(self, part: str, why: str = "") -> list[Pair]:
        if part == WHOLE:
            return self.whole
        pairs = self.left_out if part == LEFT_OUT else self.counted
        return [pair for pair in pairs if pair[1] == why] if why else pairs


def opened(card: Shown, *, year: int, places: Sequence[Region]) -> Opened:
    """The card's number for these counties, from the figure that also says which rows it counted."""
    measured = card.measured(board.so_far(year))
    mine = [measured[place.pk] for place in places if place.pk in measured]
    left_out = [pair for one in mine for pair in one.left_out]
    return Opened(
        card,
        Ratio(sum(one.numerator for one in mine), sum(one.denominator for one in mine)),
        [(pk, "") for one in mine for pk in one.counted],
        left_out,
        {why for one in mine for why in _missed(one)},
        {why for one in mine for why in one.deducted},
    )


def _missed(measure: Measure) -> Collection[str]:
    return {why for _, why in measure.left_out} if measure.missed is None else measure.missed
