import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfood import rules
from greenfood.rules import Held
from supervision.ground.errors import RuleViolation

D = dt.date
FIRST, LAST = D(2021, 1, 1), D(2021, 12, 31)


@pytest.mark.parametrize(
    ("day", "more", "standing"),
    [
        (D(2020, 2, 29), {}, "pending"),
        (D(2020, 3, 1), {}, "in_force"),
        (D(2023, 2, 28), {}, "in_force"),
        (D(2023, 3, 1), {}, "lapsed"),
        (D(2021, 5, 31), {"ended_on": D(2021, 6, 1), "ended_how": "withdrawn"}, "in_force"),
        (D(2021, 6, 1), {"ended_on": D(2021, 6, 1), "ended_how": "withdrawn"}, "withdrawn"),
        (D(2030, 1, 1), {"ended_on": D(2021, 6, 1), "ended_how": "surrendered"}, "surrendered"),
        (D(2099, 1, 1), {"valid_to": None}, "in_force"),
    ],
)
def test_standing_by_date(day, more, standing):
    assert rules.standing_on(day, **{"valid_from": D(2020, 3, 1), "valid_to": D(2023, 2, 28), **more}) == standing


def grown(opening, *held):
    return rules.growth(set(opening), held, first=FIRST, last=LAST)


@pytest.mark.parametrize(
    ("what", "opening", "held", "new", "lost"),
    [
        ("a new one", [], [Held(1, "a", D(2021, 5, 1), D(2024, 4, 30))], 1, 0),
        ("an old one that goes on", ["a"], [Held(1, "a", D(2019, 5, 1), D(2022, 4, 30))], 0, 0),
        ("an old one that lapsed", ["a"], [Held(1, "a", D(2018, 5, 1), D(2021, 4, 30))], 0, 1),
        (
            "a renewed one",
            ["a"],
            [Held(1, "a", D(2018, 5, 1), D(2021, 4, 30)), Held(2, "a", D(2021, 5, 1), D(2024, 4, 30))],
            0,
            0,
        ),
        ("a withdrawn one", ["a"], [Held(1, "a", D(2019, 5, 1), D(2022, 4, 30), D(2021, 7, 1))], 0, 1),
        (
            "AGI and PGI of one product",
            [],
            [Held(1, "gi", D(2021, 2, 1), None), Held(2, "gi", D(2021, 9, 1), None)],
            1,
            0,
        ),
        (
            "the PGI of a product listed as AGI",
            ["gi"],
            [Held(1, "gi", D(2015, 2, 1), None), Held(2, "gi", D(2021, 9, 1), None)],
            0,
            0,
        ),
        ("found late, not on the list", [], [Held(1, "a", D(2020, 5, 1), D(2023, 4, 30))], 0, 0),
        (
            "certified anew after it had lapsed before",
            [],
            [Held(1, "a", D(2017, 5, 1), D(2020, 4, 30)), Held(2, "a", D(2021, 6, 1), D(2024, 5, 31))],
            1,
            0,
        ),
        ("lapsed long ago", [], [Held(1, "a", D(2016, 5, 1), D(2019, 4, 30))], 0, 0),
        ("came and went", [], [Held(1, "a", D(2021, 2, 1), D(2024, 1, 31), D(2021, 8, 1))], 0, 0),
        ("next year's", [], [Held(1, "a", D(2022, 1, 1), D(2024, 12, 31))], 0, 0),
        ("on the list and void since", ["a"], [], 0, 1),
    ],
)
def test_net_growth(what, opening, held, new, lost):
    found = grown(opening, *held)
    assert (len(found.new), len(found.lost)) == (new, lost), what
    assert found.net == new - lost


def test_what_left_nothing_behind_was_here_in_the_period():
    old, short = Held(1, "a", D(2016, 5, 1), D(2019, 4, 30)), Held(2, "b", D(2021, 2, 1), D(2021, 8, 1))
    assert grown([], old, short, Held(3, "c", D(2022, 1, 1), D(2024, 12, 31))).gone == [short.id]


@st.composite
def holdings(draw):
    days = st.dates(D(2018, 1, 1), D(2022, 12, 31))
    ones = []
    for i in range(draw(st.integers(0, 12))):
        start, end = sorted([draw(days), draw(days)])
        ones.append(
            Held(
                i,
                draw(st.sampled_from("abcdef")),
                start,
                draw(st.sampled_from([end, None])),
                draw(st.sampled_from([None, end])),
            )
        )
    return ones


@given(holdings())
def test_with_a_complete_opening_list_net_growth_is_end_minus_start(held):
    """Nobody on the list is forgotten and nobody new is old: then the sum must be the plain difference."""
    opening = {h.key for h in held if h.holds(D(2020, 12, 31))}
    ending = {h.key for h in held if h.holds(LAST)}
    assert rules.growth(opening, held, first=FIRST, last=LAST).net == len(ending) - len(opening)


def test_one_product_of_a_geographical_indication():
    same = {"county": "361103", "product": "马家柚", "product_code": "FRU010"}
    keys = {
        rules.product_key(kind=kind, holder=holder, **same)
        for kind, holder in (("agi", "协会"), ("pgi", "政府"), ("gi_mark", "#3"))
    }
    assert len(keys) == 1
    green = rules.product_key(kind="green", holder="#3", **same)
    assert green not in keys and green != rules.product_key(kind="organic", holder="#3", **same)
    assert green == rules.product_key(kind="green", county="361103", holder="#3", product=" 马家 柚")


def test_the_citys_sixty_are_five_each():
    codes = [f"3611{n:02}" for n in range(12)]
    assert set(rules.decompose(60, codes).values()) == {5}
    assert sum(rules.decompose(65, codes).values()) == 65
    assert rules.targets({codes[0]: 9}, codes)[codes[0]] == 9


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"has_holder": False}, "subject"),
        ({"valid_from": D(2022, 1, 1)}, "valid_from"),
        ({"valid_to": None}, "valid_to"),
        ({"valid_to": D(2020, 1, 1)}, "valid_to"),
        ({"valid_to": D(2025, 1, 1)}, "valid_to"),
        ({"kind": "agi"}, "valid_to"),
    ],
)
def test_refused_at_its_field(more, field):
    fine = {
        "kind": "green",
        "valid_from": D(2020, 3, 1),
        "valid_to": D(2023, 2, 28),
        "has_holder": True,
        "longest": D(2023, 3, 1),
        "today": D(2021, 12, 20),
    }
    with pytest.raises(RuleViolation) as refused:
        rules.check(**fine | more)
    assert refused.value.field == field
