"""抽读: one in ten of what 系统 takes over is read by a person, drawn so that anybody can do it again."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.desk import ReviewSweep, Taken, manner
from supervision.ground.desk.manner.rules import ALGORITHM, drawn

from .maker import paper, visits

pytestmark = pytest.mark.django_db


def taken(number, on=dt.date(2021, 12, 20)):
    visits(number)
    with clock.at(on):
        manner.take_over()
    return ReviewSweep.objects.first()


def test_one_in_ten_of_each_step(cast):
    paper(patrols="sampled")
    assert taken(10).rows.filter(drawn=True).count() == 1
    assert taken(20).rows.filter(drawn=True).count() == 2, "whatever was drawn before"


def test_what_is_left_of_a_row_is_left_to_chance():
    """Of one alone, and of the tenth after nine, nobody can tell: one in ten of either is read."""
    one = [len(drawn(f"s{n}", [n], 10)) for n in range(3000)]
    nineteen = [len(drawn(f"s{n}", range(19), 10)) for n in range(1000)]
    assert set(one) == {0, 1} and 240 < sum(one) < 360
    assert set(nineteen) == {1, 2} and 1850 < sum(nineteen) < 1950


def test_each_row_is_as_likely_as_any_other():
    found = [sum(key in drawn(f"s{n}", range(5), 30) for n in range(2000)) for key in range(5)]
    assert all(500 < times < 700 for times in found), found


def test_another_share_only_changes_what_comes_after(cast):
    """From one in a hundred to one in two: the rows of before are not made up for."""
    paper(patrols=("sampled", 5, 1))
    taken(10)
    paper(patrols=("sampled", 5, 50), since=dt.date(2021, 12, 21))
    assert taken(4, dt.date(2021, 12, 22)).rows.filter(drawn=True).count() == 2


def test_drawn_again_with_the_seed_it_is_the_same(cast):
    paper(patrols=("sampled", 5, 50))
    sweep = taken(11)
    keys = list(sweep.rows.values_list("record", flat=True))
    again = drawn(sweep.seed, keys[::-1], sweep.percent)
    assert again == set(sweep.rows.filter(drawn=True).values_list("record", flat=True)) and len(again) in (5, 6)
    assert sweep.algorithm == ALGORITHM and len(sweep.seed) == 32


def test_another_seed_draws_others():
    keys = range(1000)
    one, other = drawn("a", keys, 10), drawn("b", keys, 10)
    assert len(one) == len(other) == 100 and one != other


@pytest.mark.parametrize(
    ("percent", "number", "wanted"),
    [(10, 10, {1}), (10, 5, {0, 1}), (20, 5, {1}), (100, 5, {5}), (1, 100, {1}), (50, 3, {1, 2}), (10, 0, {0})],
)
def test_how_many(percent, number, wanted):
    assert {len(drawn(f"s{n}", range(number), percent)) for n in range(300)} == wanted


def test_the_draw_stands(cast):
    from django.db import Error, transaction

    paper(patrols=("sampled", 5, 100))
    sweep = taken(1)
    for rows, change in (
        (ReviewSweep.objects.filter(pk=sweep.pk), {"seed": "x"}),
        (Taken.objects.all(), {"drawn": False}),
        (Taken.objects.all(), {"record": 1}),
    ):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)
