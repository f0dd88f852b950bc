"""The last day of an edition is its own, and the next begins on the day after."""

import datetime as dt
from types import SimpleNamespace

from supervision.ground.editions.rules import day_before, running

D = dt.date


def test_it_runs_up_to_its_last_day():
    old = SimpleNamespace(valid_from=D(2020, 1, 1), valid_to=D(2021, 6, 30))
    new = SimpleNamespace(valid_from=D(2021, 7, 1), valid_to=None)
    days = (D(2019, 12, 31), D(2020, 1, 1), D(2021, 6, 30), D(2021, 7, 1))
    assert [running(day, [old, new]) for day in days] == [None, old, old, new]
    assert day_before(new) == old.valid_to
