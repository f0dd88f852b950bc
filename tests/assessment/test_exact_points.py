"""Points are made of numerator and denominator and rounded once, half up; recomputed here in whole numbers."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shangrao_nongan.assessment.models import Item
from shangrao_nongan.assessment.parameters import Basis
from shangrao_nongan.assessment.scoring import results
from supervision.ground.measures import Measure, Ratio, half_up
from supervision.templatetags.nongan import grouped, percent

PASS = {"target": "0.98", "step": "0.001", "per_step": "0.5", "floor": "0.96"}


def line_of(measure, *, points=6, curve="proportional", curve_params=None, **basis):
    first = {"pk": 1, "order": 1, "name": "甲", "points": D(points), "curve": curve}
    item = Item(**first, curve_params=curve_params or {"target": 1}, indicator="x")
    found = results([item], {1: {"361104": measure}}, {}, ["361104"], Basis(units={1: "%"}, **basis))
    return found.lines[0][1]


def by_hand(numerator, denominator, points):
    """Half up to hundredths, in whole numbers."""
    hundredths, rest = divmod(numerator * points * 100, denominator)
    return D(hundredths + (2 * rest >= denominator)) / 100


def test_seven_of_forty_eight_times_six():
    assert line_of(Measure.of(7, 48))["points"] == D("0.88")


@given(st.integers(1, 2000), st.data())
def test_as_by_hand(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    assert line_of(Measure.of(numerator, denominator), points=13)["points"] == by_hand(numerator, denominator, 13)


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [(Fraction(1, 8), 2, "0.13"), (Fraction(-1, 8), 2, "-0.13"), (Fraction(5, 2), 0, "3"), (D("0.125"), 2, "0.13")],
)
def test_one_rounding(value, places, said):
    assert str(half_up(value, places)) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (percent(D("0.98125"), 2), "98.13%"), (percent(D("0.0005")), "0.1%"), (percent(Ratio(1, 800), 2), "0.13%"),
        (percent(Ratio(1, 0)), "—"), (grouped(D("1234.125"), 2), "1,234.13"), (percent(D("-0.00125"), 2), "-0.13%"),
        (str(Ratio(1, 800).percent), "0.13"),
    ],
)  # fmt: skip
def test_pages_round_the_same_way(shown, said):
    assert shown == said


def test_just_below_the_target_is_shown_as_below():
    """46,998 of 47,958 is 97.9982…%: "98.00%" beside a lost half point would be a riddle."""
    line = line_of(Measure.of(46_998, 47_958), points=13, curve="deduct_per_step", curve_params=PASS)
    assert line["points"] == D("12.50")
    shown = half_up(Fraction(46_998, 47_958) * 100, line["places"])
    assert shown < 98 and line["places"] == 3


def test_rounded_before_comparing_where_a_scheme_says_so():
    given = {"points": 13, "curve": "deduct_per_step", "curve_params": PASS}
    line = line_of(Measure.of(46_998, 47_958), **given, chosen={1: {"compare_digits": 2}})
    assert (line["points"], line["places"]) == (D("13.00"), 2)


@pytest.mark.parametrize(("deduction", "lost"), [("absolute", D("0.50")), ("scaled", D("1.00"))])
def test_deductions_after_points_were_shared_out(deduction, lost):
    """One of two items of 50 does not apply: the other is worth 100, and a step costs 0.5 or twice that."""
    step = {"curve": "deduct_per_step", "curve_params": PASS, "indicator": "x", "points": D(50)}
    items = [Item(pk=pk, order=pk, name=str(pk), **step) for pk in (1, 2)]
    there, free = {"361104": Measure.of(979, 1000)}, {"361104": Measure(None, not_applicable="没有任务")}
    found = results(items, {1: there, 2: free}, {}, ["361104"], Basis(common={"deduction": deduction}))
    assert found.lines[0][1]["full"] - found.lines[0][1]["points"] == lost
