"""The checklist of a visit: the one in force on its day, kept with the answers, whatever is published later."""

import datetime as dt

import pytest

from supervision.ground import editions
from supervision.ground.errors import RuleViolation
from supervision.models import Checklist, Patrol
from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.services.patrol import correct_patrol, record_patrols, submit_patrol
from supervision.patrols.tables.patrol import PATROLS
from tests import make

from .maker import answers, patrol
from .test_pages import NEW, typed

BEFORE, FROM = dt.date(2021, 11, 14), dt.date(2021, 11, 15)


@pytest.fixture
def newer(cast) -> Checklist:
    """From 15 November: one question more, one with other words."""
    old = Checklist.objects.get(code="planting-2020")
    new = editions.copy(old, by=cast.city.post, valid_from=FROM, name="种植业检查表（2021年版）")
    rows = [{"code": item.code, "label": item.label} for item in new.items.all()]
    rows[0]["label"] = "生产记录（新的说法）"
    editions.edit(new, by=cast.city.post, version=new.version, items=[*rows, {"code": "film", "label": "农膜回收"}])
    return editions.publish(new, by=cast.reviewer.post, version=new.version)


def test_old_visits_show_the_old_words_and_new_ones_the_new(cast, newer):
    subject = make.subject()
    old = patrol(subject=subject, held_on=BEFORE)
    new = patrol(subject=subject, held_on=FROM, answers=answers(subject) | {"film": "bad"}, conclusion="rectify",
                 problems="农膜未回收", deadline=7)  # fmt: skip
    assert (old.checklist, new.checklist) == ("planting-2020", "planting-2021")
    page = cast.guangxin.get(f"/supervision/patrols/{old.pk}/").content.decode()
    assert "生产记录真实完整" in page and "农膜回收" not in page and "种植业检查表（2020年版）" in page
    page = cast.guangxin.get(f"/supervision/patrols/{new.pk}/").content.decode()
    assert "生产记录（新的说法）" in page and "农膜回收" in page and "种植业检查表（2021年版）" in page


def test_a_correction_keeps_the_checklist_though_it_is_withdrawn(cast, newer):
    made = patrol(held_on=FROM, submit=False, answers={"film": "ok"})
    newer.refresh_from_db()
    editions.withdraw(newer, by=cast.city.post, version=newer.version, why="有误")
    correct_patrol(made, by=cast.township.post, version=made.version, note="补充")
    assert Patrol.objects.get(pk=made.pk).checklist == "planting-2021"
    again = Patrol.objects.get(pk=made.pk)
    with pytest.raises(RuleViolation, match="还有 11 个检查项没有填写"):
        submit_patrol(again, by=cast.township.post)
    assert "农膜回收" in cast.township.get(f"/supervision/patrols/{made.pk}/edit/").content.decode()
    assert patrol(held_on=FROM).checklist == "planting-2020"


def test_the_form_asks_by_the_day_of_the_visit(cast, newer):
    subject = make.subject()
    assert 'name="answer_film"' in cast.township.get(NEW, {"subject": subject.pk}).content.decode()
    answer = cast.township.post_to(NEW, typed(subject, held_on=str(BEFORE), answer_film="ok"))
    assert answer.status_code == 302, answer.content.decode()
    made = Patrol.objects.get(subject=subject)
    assert made.checklist == "planting-2020" and "film" not in made.answers


def test_an_answer_lacking_for_that_day_is_asked_at_its_place(cast, newer):
    given = typed(make.subject(), held_on=str(FROM))
    answer = cast.township.post_to(NEW, given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["answer_film"]


def test_many_visits_each_by_its_day(cast, newer):
    subject = make.subject()
    fine = {"subject": subject, "made_by": cast.township.post, "conclusion": "pass", "records_kept": "complete"}
    rows = [
        fine | {"held_on": BEFORE, "answers": answers(subject)},
        fine | {"held_on": FROM, "answers": answers(subject) | {"film": "ok"}},
    ]
    assert [row.checklist for row in record_patrols(rows, by=cast.guangxin.post)] == ["planting-2020", "planting-2021"]


@pytest.mark.parametrize(
    ("day", "code"),
    [("2019-05-01", "planting-2020"), ("2021-11-14", "planting-2020"), ("2021-11-15", "planting-2021"),
     ("2030-01-01", "planting-2021")],
)  # fmt: skip
def test_before_the_first_one_the_first_is_asked(cast, newer, day, code):
    assert checklist_for("planting", dt.date.fromisoformat(day)).code == code


def test_after_one_that_ended_without_a_next_it_goes_on(cast):
    old = Checklist.objects.get(code="planting-2020")
    short = editions.copy(old, by=cast.city.post, valid_from=FROM, valid_to=dt.date(2021, 11, 20))
    editions.publish(short, by=cast.reviewer.post, version=short.version)
    assert editions.applies(Checklist, "planting", dt.date(2021, 12, 1)) is None
    assert checklist_for("planting", dt.date(2021, 12, 1)) == short


def test_where_there_is_none_at_all_it_is_said(cast):
    for one in Checklist.objects.published():
        editions.withdraw(one, by=cast.city.post, version=one.version, why="重编")
    subject = make.subject()
    assert cast.township.get(NEW, {"subject": subject.pk}).status_code == 200
    with pytest.raises(RuleViolation, match="还没有已发布的种植业检查表"):
        patrol(subject=subject, answers={})


def test_the_pages_cost_the_same_however_many_items_there_are(cast, queries_of, newer):
    subject = make.subject()
    short, url = patrol(subject=subject, held_on=BEFORE, answers={}, submit=False), "/supervision/patrols/{}/"
    long = patrol(subject=subject, held_on=FROM, answers=answers(subject) | {"film": "ok"}, submit=False)
    assert queries_of(cast.township, url.format(short.pk)) == queries_of(cast.township, url.format(long.pk))


def test_a_column_names_the_checklist(cast, newer):
    patrol(held_on=BEFORE)
    (column,) = [column for column in PATROLS.columns if column.name == "checklist"]
    assert list(Patrol.objects.annotate(said=column.expression).values_list("said", flat=True)) == [
        "种植业检查表（2020年版）"
    ]
