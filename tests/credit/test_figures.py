"""信用建档率: who counts, who is left out and why, and counties without anybody."""

import datetime as dt

from credit import services
from credit.figures import credit_files, grades_by_county
from credit.offers import FIGURES, TODOS
from supervision.ground.measures import Period
from tests import make

YEAR = Period.of_year(2021)


def test_filed_among_those_in_business(cast):
    filed, missing = make.subject(), make.subject(kind="input_shop")
    make.subject(kind="market")
    services.open_file(subject=filed, by=cast.guangxin.post)
    measure = credit_files(YEAR, {})["361104"]
    assert filed.pk in measure.counted
    assert (missing.pk, "未建立信用档案") in measure.left_out
    assert measure.numerator == len(measure.counted) == 1
    assert measure.denominator == len(measure.counted) + len(measure.left_out)


def test_a_file_opened_after_the_period_does_not_count(cast):
    services.open_file(subject=make.subject(), by=cast.guangxin.post)
    spring = Period(dt.date(2021, 1, 1), dt.date(2021, 3, 31))
    assert credit_files(spring, {})["361104"].not_applicable


def test_every_county_answers(cast):
    found = credit_files(YEAR, {})
    assert len(found) == 12
    assert found["361181"].not_applicable
    assert len(grades_by_county()) == 12
    for card in (figure.card for figure in FIGURES):
        assert len(card.figures(YEAR)) == 12


def test_todos_are_queries_in_the_own_place(cast):
    subject = make.subject()
    unfiled = next(todo for todo in TODOS if todo.code == "credit.unfiled")
    assert subject in unfiled.rows(cast.guangxin.post)
    assert subject not in unfiled.rows(cast.xinzhou.post)
