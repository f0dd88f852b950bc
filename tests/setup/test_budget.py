"""A process that ends comes back: at once, then later and later; what happened long ago is forgotten."""

import pytest

from shangrao_nongan.embedded.budget import LONGEST, WINDOW, Budget


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_the_first_exit_is_mended_at_once(clock):
    budget = Budget(clock)
    assert budget.ended() == 0
    assert budget.due()


def test_pauses_grow_to_a_bound_and_never_end(clock):
    budget = Budget(clock)
    pauses = []
    for _ in range(200):
        pauses.append(budget.ended())
        clock.now += max(pauses[-1], 0.1)
        assert budget.due()
    assert pauses[:5] == [0, 1, 2, 4, 8]
    assert pauses == sorted(pauses[:10]) + pauses[10:]
    assert max(pauses) == LONGEST


def test_it_is_not_due_before_its_time(clock):
    budget = Budget(clock)
    budget.ended()
    assert budget.ended() == 1
    clock.now += 0.9
    assert not budget.due()
    clock.now += 0.2
    assert budget.due()


def test_six_exits_in_a_year_are_six_first_ones(clock):
    budget = Budget(clock)
    for _ in range(6):
        assert budget.ended() == 0
        clock.now += WINDOW + 1
