"""One page with what a person still has to finish, and one more record with what it has in common with the last."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.grid.training import TRAININGS
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE
from tests import make

from .conftest import URL, text_of

pytestmark = pytest.mark.django_db
MINE = "/supervision/mine/"


def test_own_drafts_and_returned_ones_of_every_register_with_the_reason(cast, visit):
    draft, back, waiting = visit(submit=False), visit(), visit()
    LIFE.return_(back, by=cast.guangxin.post, why="定位不对")
    life = TRAININGS.life
    given = {"topic": "快检操作", "held_on": dt.date(2021, 11, 3), "organiser": "监管站", "audience": "testers"}
    life.create(by=cast.township.post, **given, hours=4, invited=3, present=3)
    answer = cast.township.get(MINE)
    shown = {row["number"] for group in answer.context["groups"] for row in group["rows"]}
    assert {draft.number, back.number} <= shown and waiting.number not in shown
    page = text_of(answer)
    assert "定位不对" in page and "快检操作" in page
    assert f'href="{URL}{back.pk}/edit/"' in page and f'href="{URL}{draft.pk}/edit/"' in page


def test_nobody_elses(cast, visit):
    row = visit(submit=False)
    for member in (cast.assistant, cast.guangxin, cast.neighbour_township, cast.city, cast.producer):
        answer = member.get(MINE)
        assert answer.status_code == 200
        assert row.number not in {one["number"] for group in answer.context["groups"] for one in group["rows"]}


def test_it_costs_the_same_for_one_and_for_many(cast, visit, queries_of):
    visit(submit=False)
    before = queries_of(cast.township, MINE)
    for _ in range(8):
        visit(submit=False)
    assert queries_of(cast.township, MINE) == before


def test_one_more_keeps_the_day_and_the_companions(cast, visit):
    row = visit(held_on=dt.date(2021, 12, 3), companions="李四")
    page = text_of(cast.township.get(f"{URL}{row.pk}/"))
    assert f"{URL}new/?held_on=2021-12-03&amp;companions=%E6%9D%8E%E5%9B%9B" in page
    subject = make.subject()
    asked = {"held_on": "2021-12-03", "companions": "李四"}
    choose = text_of(cast.township.get(f"{URL}new/", asked))
    assert "held_on=2021-12-03" in choose
    form = cast.township.get(f"{URL}new/", {**asked, "subject": subject.pk}).context["form"]
    assert str(form["held_on"].value()) == "2021-12-03" and form["companions"].value() == "李四"
    assert not form["conclusion"].value(), "what was found is never copied"


def test_only_who_entered_it_is_offered_another(cast, visit):
    row = visit()
    assert "再记一条" not in text_of(cast.guangxin.get(f"{URL}{row.pk}/"))
    assert Patrol.objects.count() == 1
