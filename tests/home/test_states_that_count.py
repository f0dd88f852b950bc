"""A figure says of which registers it reads which states; a draft, a returned row and every other register is nothing
to it.
"""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction

from shangrao_nongan import offers
from supervision.ground import clock, history
from supervision.ground.figures import REVIEWED
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.ground.records import State
from tests import registers

from . import world

pytestmark = pytest.mark.doors

# In force as soon as they are entered, or written by the system: nobody takes them over.
UNREVIEWED = {"certificates.Certificate", "credit.CreditEntry", "credit.CreditFile", "emergency.Incident"}
# A laboratory without any parameters is not asked for them: one line stays, of an item that nobody has reported.
STAYS = {"monitoring.Capability": {"analyte__name": world.STAYS}}
READ = 24  # pairs of a figure and a register: as many are said, and each shows in the numbers
REVIEWED_PAIRS = 10


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


def told(label, state, figures, **more):
    """The numbers with every row of one register in one state. What was handed in was so just now: what waits too long
    counts by that (待审超期, below).
    """
    rows = apps.get_model(label)._base_manager.exclude(**STAYS.get(label, {"pk": 0}))
    void = {"voided_at": clock.now(), "voided_by": system_post(), "voided_why": "测试"} if state == State.VOID else {}
    handed_in = {"submitted_at": clock.now()} if state == State.SUBMITTED else {}
    with put_back():
        if "alone" in more:  # what was taken over keeps its stamps, in the database too
            rows.update(state=State.SUBMITTED, accepted_by=None)  # nor is it 系统 that takes it over again
        rows.update(state=state, **void, **(handed_in | more))
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
    asked = {model._meta.label for model in registers.record_models()} - UNREVIEWED
    for label in sorted(asked):
        for code, states in counted(label, figures).items():
            found[code][label] = states
    said = {code: {k: tuple(v) for k, v in one.counts.items()} for code, one in figures.items()}
    assert found == said
    assert sum(map(len, found.values())) >= READ


def test_what_one_person_took_over_alone_is_not_reviewed(year):
    """单人办理·待补复核: to what counts reviewed rows only it is as if it were not there."""
    pairs = 0
    for label in sorted({label for one in offers.figures().values() for label in one.counts}):
        figures = {code: one for code, one in offers.figures().items() if one.counts.get(label) == REVIEWED}
        if figures:
            assert told(label, State.ACCEPTED, figures, alone=True) == told(label, State.VOID, figures), label
            pairs += len(figures)
    assert pairs >= REVIEWED_PAIRS


def test_what_waits_beyond_its_term_counts_for_the_township(year):
    figures = {"five_one": offers.figures()["five_one"]}
    label, long_ago = "supervision.Subject", clock.now() - dt.timedelta(days=30)
    late = told(label, State.SUBMITTED, figures, submitted_at=long_ago)
    assert late == told(label, State.ACCEPTED, figures) != told(label, State.SUBMITTED, figures)


def test_every_scored_figure_says_what_it_counts():
    assert [code for code, figure in offers.indicators().items() if not figure.counts] == []
