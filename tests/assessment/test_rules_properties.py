"""What holds for all values: points stay between zero and full, shares add up, ranks are competition ranks."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shangrao_nongan.assessment import rules

values = st.decimals(min_value=-5, max_value=5, places=4)
points = st.lists(st.decimals(min_value=0, max_value=30, places=2), min_size=1, max_size=20)
CASES = [
    ("proportional", {"target": 1}),
    ("deduct_per_step", {"target": "0.98", "step": "0.001", "per_step": "0.5", "floor": "0.96"}),
    ("all_or_nothing", {"target": 1}),
    ("bonus_per_event", {"per_event": "0.5"}),
    ("bands", {"bands": [[2, 1], [1, "0.6"]]}),
]


@given(values, st.integers(0, 40))
def test_points_lie_between_nothing_and_full(value, full):
    for name, params in CASES:
        assert 0 <= rules.CURVES[name](value, D(full), params) <= full, name


@given(values, values)
def test_more_is_never_worth_less(a, b):
    low, high = sorted((a, b))
    for name, params in CASES:
        assert rules.CURVES[name](low, D(10), params) <= rules.CURVES[name](high, D(10), params), name


@given(points, st.data())
def test_shared_points_keep_their_sum(full, data):
    applies = data.draw(st.lists(st.booleans(), min_size=len(full), max_size=len(full)))
    shared = rules.share_out(full, applies)
    if any(a and p for a, p in zip(applies, full, strict=True)):
        assert sum(shared) == sum(full)
    assert all(s == 0 for s, a in zip(shared, applies, strict=True) if not a)


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=12), st.randoms())
def test_ties_share_a_rank_and_the_next_is_skipped(values, shuffled):
    """In the order of the scores a rank is the place of the first of its equals, whatever order they came in."""
    best_first = sorted(values, reverse=True)
    entered = list(enumerate(values))
    shuffled.shuffle(entered)
    ranks = rules.ranks(dict(entered))
    assert len(ranks) == len(values)
    for county, rank in ranks.items():
        assert best_first[rank - 1] == values[county]
        assert rank == 1 or best_first[rank - 2] != values[county]


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        ("90 90 80", "1 1 3"),
        ("80 90 90", "3 1 1"),
        ("70 70 70 69.99", "1 1 1 4"),
        ("95 80 80 60 60 60 50", "1 2 2 4 4 4 7"),
        ("0 0", "1 1"),
        ("9 10 100", "3 2 1"),
    ],
)
def test_ranks_as_on_the_notice_board(scores, ranks):
    given = {at: D(score) for at, score in enumerate(scores.split())}
    assert list(rules.ranks(given).values()) == [int(rank) for rank in ranks.split()]
