"""A card answers for the year asked, as of its last day; a year without targets says so; to-dos are today's."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from credit.models import CreditRating
from credit.services import open_file
from shangrao_nongan import offers
from shangrao_nongan.home import board
from supervision.ground import clock, history
from supervision.ground.people import system_post
from tests import make, registers

LAST = dt.date(2020, 12, 31)


def rated(cast, opened, *changes):
    """A file opened on a day and graded again on others."""
    with clock.at(opened):
        file = open_file(subject=make.subject(), by=cast.guangxin.post)
    first = CreditRating.objects.get(file=file)
    with history.acting(system_post(), "测试"):
        for on, grade in changes:
            first.pk, first.on, first.from_grade, first.to_grade = None, on, file.grade, grade
            first.save(force_insert=True)
            file.grade = grade
        type(file).objects.filter(pk=file.pk).update(grade=file.grade)
    return file


def test_grades_of_another_year_are_those_of_its_end(cast):
    rated(cast, dt.date(2020, 3, 1))
    rated(cast, dt.date(2020, 3, 1), (dt.date(2020, 11, 1), "B"), (dt.date(2021, 2, 1), "A"))
    rated(cast, dt.date(2021, 5, 1))
    rated(cast, dt.date(2020, 12, 31), (dt.date(2021, 1, 1), "D"))
    then, now = (board.board(cast.guangxin.post, year=year).totals["credit_best"] for year in (2020, 2021))
    assert then.note.endswith("2 / 3") and now.note.endswith("3 / 4")
    opened = offers.figures()["credit_best"].compute(board.so_far(2020), {})["361104"]
    assert (opened.numerator, opened.denominator) == (2, 3)


def test_a_year_before_the_paper_has_no_targets(cast):
    found = board.board(cast.city.post, year=2020)
    aimed = [card for card in found.shown if card.aims]
    assert len(aimed) >= 6
    for card in aimed:
        whole = found.totals[card.code]
        assert whole.target is None and not whole.tone, card.code
        assert "未设目标" in whole.note, card.code
    now = board.board(cast.city.post, year=2021)
    aimed = {card.code for card in now.shown if now.totals[card.code].target}
    assert aimed >= {"cases", "net_growth", "greenfood_total"}
    page = cast.city
    page.post_to("/year", {"year": "2020"})
    said = page.get(reverse("greenfood:growth")).content.decode()
    assert "未设目标" in said and "目标 440" not in said and "任务 60" not in said


def test_targets_go_on_until_the_next_paper(cast):
    with clock.at(dt.date(2022, 3, 1)):
        note = board.board(cast.city.post, year=2022).totals["cases"].note
    assert "沿用 2021 年目标" in note


@pytest.mark.parametrize("name", ["city", "guangxin", "township"])
def test_the_page_says_its_day(cast, name):
    member = getattr(cast, name)
    assert "今天的待办" not in member.get("/").content.decode()
    member.post_to("/year", {"year": "2020"})
    said = member.get("/").content.decode()
    assert "2020 年度进展" in said and "截至 2020-12-31" in said and "今天的待办，不分年度" in said
    assert "截至 2021-12-20" not in re.sub(r"(?s)<footer.*", "", said.split("年度进展", 1)[1])


def test_a_producers_cards_too(cast):
    registers.make("greenfood.certification")
    now = {card["label"]: card for card in cast.producer.get("/").context["own"]}
    cast.producer.post_to("/year", {"year": "2020"})
    then = {card["label"]: card for card in cast.producer.get("/").context["own"]}
    assert then["有效绿色有机地标认证"]["note"] == "截至 2020-12-31"
    assert now["有效绿色有机地标认证"]["note"] == "截至 2021-12-20"
