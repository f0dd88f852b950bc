"""1.5 batches for every thousand people, rounded up in each county (or once for the city)."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.reference import DATA
from monitoring.rules.quota import expected_by, quota
from monitoring.vocabulary import Rounding

with (DATA / "sample_plan_2021.csv").open(encoding="utf-8") as source:
    ROWS = {row["code"]: row for row in csv.DictReader(source)}
CITY = ROWS.pop("361100")
HEADS = {code: int(row["population_2020"]) for code, row in ROWS.items()}


@pytest.mark.parametrize("code", HEADS)
def test_every_county_as_in_the_plan(code):
    assert quota(HEADS)[code] == int(ROWS[code]["required_batches"])


def test_the_figures_everybody_knows():
    batches = quota(HEADS)
    assert (batches["361128"], batches["361125"], sum(batches.values())) == (1777, 281, 9744)


def test_rounded_once_for_the_city():
    batches = quota(HEADS, rounding=Rounding.CITY)
    assert sum(batches.values()) == 9737
    assert all(0 <= quota(HEADS)[code] - number <= 1 for code, number in batches.items())


def test_an_exact_thousand_is_not_rounded_up():
    assert quota({"a": 2000}) == {"a": 3}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 2_000_000), min_size=1))
def test_one_rounding_never_asks_for_more_than_many(heads):
    once, each = quota(heads, rounding=Rounding.CITY), quota(heads)
    assert sum(once.values()) <= sum(each.values())
    assert sum(once.values()) == -(-sum(heads.values()) * 15 // 10_000)
    assert all(number >= Decimal(heads[code]) * 15 // 10_000 for code, number in once.items())


@pytest.mark.parametrize(("passed", "expected"), [(0, 0), (73, 20), (365, 100), (400, 100), (-1, 0)])
def test_an_even_pace(passed, expected):
    assert expected_by(100, passed=passed, length=365) == expected
