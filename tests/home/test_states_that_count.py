"""A figure says of which registers it reads which states; a draft, a returned row and every other register is nothing
to it.
"""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction

from shangrao_nongan import offers
from supervision.ground import clock, history
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.ground.records import State
from tests import registers

pytestmark = pytest.mark.doors

# In force as soon as they are entered, or written by the system: nobody takes them over.
UNREVIEWED = {"certificates.Certificate", "credit.CreditEntry", "credit.CreditFile", "emergency.Incident"}
# A laboratory without any parameters counts: taken out whole they change nothing (tests/monitoring/test_parameters.py).
ELSEWHERE = {"monitoring.Capability"}
# What waits beyond its term tells as well: 待审超期 of a township's list, an open file of a failure that is due.
BY_TERM = (("five_one", "supervision.Subject"), ("handled", "monitoring.Handling"))
READ = 22  # pairs of a figure and a register: as many are said, and each shows in the numbers


class Undone(Exception):
    pass


@contextmanager
def put_back():
    try:
        with transaction.atomic(), history.acting(system_post(), "测试"):
            yield
            raise Undone
    except Undone:
        pass


def numbers(figure):
    """What a figure says of every county."""
    found = figure.compute(Period.of_year(2021), {})
    return {
        code: (one.value, one.numerator, one.denominator, sorted(map(str, one.counted))) for code, one in found.items()
    }


def told(label, state, figures):
    """The numbers with every row of one register in one state."""
    rows = apps.get_model(label)._base_manager
    void = {"voided_at": clock.now(), "voided_by": system_post(), "voided_why": "测试"} if state == State.VOID else {}
    with put_back():
        rows.update(state=state, **void)
        found = {code: numbers(figures[code]) for code in figures}
    return found


def counted(label, figures):
    """{figure: the states in which rows of this register change it}."""
    now = {code: numbers(figure) for code, figure in figures.items()}
    without = told(label, State.VOID, figures)
    readers = {code: figure for code, figure in figures.items() if now[code] != without[code]}
    by = {state: told(label, state, readers) for state in State if state != State.VOID and readers}
    return {code: tuple(s for s in by if by[s][code] != without[code]) for code in readers}


def test_what_a_figure_says_it_counts_is_what_it_counts(year):
    figures = offers.figures()
    found = {code: {} for code in figures}
    asked = {model._meta.label for model in registers.record_models()} - UNREVIEWED - ELSEWHERE
    for label in sorted(asked):
        for code, states in counted(label, figures).items():
            found[code][label] = states
    said = {code: {k: tuple(v) for k, v in one.counts.items() if k not in ELSEWHERE} for code, one in figures.items()}
    for code, label in BY_TERM:
        found[code].pop(label, None), said[code].pop(label, None)
    assert found == said
    assert sum(map(len, found.values())) >= READ


def test_every_scored_figure_says_what_it_counts():
    assert [code for code, figure in offers.indicators().items() if not figure.counts] == []
