"""Who was due and who stood in the register is asked of the period's last day, not of today."""

import datetime as dt

from credit.figures import credit_files
from supervision.grid.services.subject import change_status
from supervision.ground.measures import Period
from supervision.ground.subjects import Subject
from supervision.patrols.figures.indicators import PATROLS
from supervision.patrols.figures.patrol import due_subjects
from tests import make

FIRST = dt.date(2019, 6, 1)
YEAR = Period.of_year(2020)


def cooperative(*changes):
    one = make.subject(registered_on=FIRST)
    for status, *day in changes:
        change_status(one, by=make.post("guangxin"), status=status, since=dt.date(*day), why="核实")
    return one.pk


def everybody():
    """One for each course; the keys of those who were in business at the end of 2020."""
    Subject.objects.filter(county="361104").update(state="void", voided_why="另做")
    closed_later = cooperative(("closed", 2021, 3, 1))
    cooperative(("suspended", 2020, 8, 1), ("active", 2021, 2, 1))
    cooperative(("suspended", 2020, 8, 1), ("closed", 2021, 2, 1))
    reopened = cooperative(("suspended", 2020, 3, 1), ("active", 2020, 12, 31))
    return {closed_later, reopened}


def test_due_for_patrols(cast, django_assert_num_queries):
    there = everybody()
    assert set(due_subjects(YEAR).values_list("pk", flat=True)) == there
    with django_assert_num_queries(2):
        measure = PATROLS.compute(YEAR, {})["361104"]
    assert {pk for pk, _ in measure.left_out} == there


def test_due_for_a_credit_file(cast, django_assert_num_queries):
    there = everybody()
    with django_assert_num_queries(2):
        measure = credit_files(YEAR, {})["361104"]
    assert {pk for pk, _ in measure.left_out} == there
