"""One number, one noun: what the home page, the opened rows, the scoring and the reports all read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from supervision.ground.measures import Measure, Number, Period, Ratio
from supervision.ground.parameters import PAPER, Parameter, told
from supervision.ground.records import COUNTED, State

EITHER = COUNTED
REVIEWED = (State.ACCEPTED,)


@dataclass(frozen=True)
class Figure:
    """A number of the office, for all counties at once.

    `compute(period, params)` is one grouped query: {county code: Measure}, each with the rows counted and left out.
    `caliber` is its definition (口径), shown beside every value with its `version`; `model` names the rows behind it.
    `counts` says of which registers it reads which states: submitted and accepted ones (EITHER) or only what a second
    person took over (REVIEWED); what is in force as soon as it is entered is not named. `scored` figures may be asked
    for by the assessment. `shown` is how the home page shows it; `shown_as` names the figure whose card shows the
    same number.
    `parameters` are the decisions of the definition that a scheme may take otherwise, each with its default. `duty`
    says which county has to do something: one without the duty is not measured, one that has it and did nothing has 0.
    `settled` are decisions that no scheme takes otherwise (how often, from which age on); they are shown all the same.
    `kept` names the fields that a score keeps of each row as they were (state and version always).
    """

    code: str
    label: str
    unit: str
    caliber: str
    compute: Callable[[Period, Mapping[str, Any]], dict[str, Measure]]
    model: str
    counts: Mapping[str, tuple[State, ...]] = field(default_factory=dict)
    version: str = "2021.1"
    scored: bool = True
    shown: Shown | None = None
    shown_as: str = ""
    parameters: tuple[Parameter, ...] = ()
    settled: tuple[Parameter, ...] = ()
    duty: str = ""
    kept: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The definition with every decision in it, as it stands where no scheme chose otherwise."""
        since = (PAPER,) if self.shown is not None and self.shown.since else ()
        return told(self.caliber, (*self.parameters, *self.settled, *since))

    @property
    def card(self) -> Shown:
        """How it is shown, with what that leaves out."""
        if self.shown is None:
            raise ValueError(f"{self.code} is not shown")
        own = {name: getattr(self.shown, name) or getattr(self, name) for name in ("code", "label", "unit")}
        return replace(self.shown, figure=self, **own)


@dataclass(frozen=True)
class Shown:
    """A figure on the home page: the share it is, or (not `percent`) its count beside the target.

    `target(year)` gives each county's, `goal(year)` the city's where that is no sum of theirs; `since` is the year of
    the paper that first set them: before it there are none, after it they go on until another is issued. `each`: every
    county has to reach its own (各地不得少于), a full sum over the city is not enough. `within` is the part of the
    denominator that is told apart under the number: its words and the reason for which rows are left out. `light`
    counts where naming the rows would cost too much.
    `url` is the register that keeps the rows. `minor` figures stand in the table below the cards.
    """

    url: str
    label: str = ""
    unit: str = ""
    code: str = ""
    percent: bool = False
    target: Callable[[int], Mapping[str, Number] | None] | None = None
    goal: Callable[[int], Number] | None = None
    since: int = 0
    each: bool = False
    minor: bool = False
    within: tuple[str, str] | None = None
    light: Callable[[Period], dict[str, Ratio]] | None = None
    figure: Figure | None = None  # filled in by `Figure.card`

    @property
    def caliber(self) -> str:
        return self._figure.told

    @property
    def model(self) -> str:
        return self._figure.model

    @property
    def aims(self) -> bool:
        """Whether it is measured against something at all."""
        return self.target is not None or self.goal is not None

    def targets(self, year: int) -> Mapping[str, Number]:
        """Each county's target of a year; nothing in a year without."""
        return self.target(year) or {} if self.target and year >= self.since else {}

    def goal_of(self, year: int) -> Number | None:
        return self.goal(year) if self.goal and year >= self.since else None

    def measured(self, period: Period) -> dict[str, Measure]:
        """The number with the rows behind it: what opens when it is clicked."""
        return self._figure.compute(period, {})

    def figures(self, period: Period) -> dict[str, Ratio]:
        """The number alone."""
        if self.light is not None:
            return self.light(period)
        return {code: self._ratio(measure) for code, measure in self.measured(period).items()}

    @property
    def _figure(self) -> Figure:
        if self.figure is None:
            raise ValueError("ask the figure for its card")
        return self.figure

    def _ratio(self, measure: Measure) -> Ratio:
        if not self.percent:
            return Ratio(measure.numerator, 1)
        apart = sum(why == self.within[1] for _, why in measure.left_out) if self.within else 0
        return Ratio(measure.numerator, measure.denominator, apart)
