"""What holds for all values: points stay between zero and full, shares add up, ranks are competition ranks."""

from decimal import Decimal as D

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


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.decimals(0, 100, places=2), min_size=1))
def test_ties_share_a_rank_and_the_next_is_skipped(scores):
    ranks = rules.ranks(scores)
    for key, rank in ranks.items():
        assert rank == 1 + sum(1 for other in scores.values() if other > scores[key])


def test_one_one_three():
    assert rules.ranks({"a": D(90), "b": D(90), "c": D(80)}) == {"a": 1, "b": 1, "c": 3}
