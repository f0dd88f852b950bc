"""Each scored figure of the small year equals what plain Python makes of the bare rows, county by county."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from shangrao_nongan import offers
from supervision.ground.measures import Measure, Period
from tests.demo.by_hand import BY_HAND, FIRST
from tests.demo.conftest import TODAY

WITHOUT_ROWS = {"no_major_incident"}  # the small year may be without any: its own tests have them


def test_every_scored_figure_is_worked_out_by_hand() -> None:
    assert set(BY_HAND) == set(offers.indicators())


@pytest.mark.parametrize("code", sorted(BY_HAND))
def test_the_figure_is_what_its_rows_say(year: dict, code: str) -> None:
    measured = offers.indicators()[code].compute(Period(FIRST, TODAY), {})
    by_hand = BY_HAND[code](TODAY)
    shown = {county: _said(measured[county]) for county in by_hand}
    assert shown == {county: _value(found) for county, found in by_hand.items()}
    assert code in WITHOUT_ROWS or any(found and found[0] for found in by_hand.values()), "nothing was counted"


def _said(measure: Measure) -> Any:
    if measure.not_applicable:
        return None
    share = measure.numerator if measure.denominator <= 1 else Fraction(measure.numerator, measure.denominator)
    return Fraction(share), measure.numerator


def _value(found: tuple[int, int] | None) -> Any:
    return None if found is None else (Fraction(*found), found[0])
