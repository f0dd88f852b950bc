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


def test_one_in_ten_rounded_up_over_the_year(cast):
    paper(patrols="sampled")
    assert taken(12).rows.filter(drawn=True).count() == 2
    assert taken(8).rows.filter(drawn=True).count() == 0, "two of twenty are drawn already"
    assert taken(1).rows.filter(drawn=True).count() == 1
    assert taken(1, dt.date(2022, 1, 5)).before == 0, "the next year begins anew"


def test_drawn_again_with_the_seed_it_is_the_same(cast):
    paper(patrols=("sampled", 5, 50))
    sweep = taken(11)
    keys = list(sweep.rows.values_list("record", flat=True))
    again = drawn(sweep.seed, keys[::-1], sweep.percent, before=sweep.before, drawn_before=sweep.drawn_before)
    assert again == set(sweep.rows.filter(drawn=True).values_list("record", flat=True)) and len(again) == 6
    assert sweep.algorithm == ALGORITHM and len(sweep.seed) == 32


def test_another_seed_draws_others():
    keys = range(1000)
    one, other = drawn("a", keys, 10), drawn("b", keys, 10)
    assert len(one) == len(other) == 100 and one != other


@pytest.mark.parametrize(
    ("percent", "before", "drawn_before", "wanted"),
    [(10, 0, 0, 1), (10, 9, 1, 1), (10, 4, 1, 0), (100, 3, 0, 5), (1, 0, 0, 1)],
)
def test_how_many(percent, before, drawn_before, wanted):
    assert len(drawn("s", range(5), percent, before=before, drawn_before=drawn_before)) == wanted


def test_the_draw_stands(cast):
    from django.db import Error, transaction

    paper(patrols="sampled")
    sweep = taken(1)
    for rows, change in (
        (ReviewSweep.objects.filter(pk=sweep.pk), {"seed": "x"}),
        (Taken.objects.all(), {"drawn": False}),
        (Taken.objects.all(), {"record": 1}),
    ):
        with pytest.raises(Error), transaction.atomic():
            rows.update(**change)
