"""补录: what is entered long after it happened says why; a draft may leave that open."""

import datetime as dt

import pytest

from supervision.grid.training import TRAININGS, Training, TrainingLife
from supervision.ground import clock, entry
from supervision.ground.desk.ruled import by_the_rules
from supervision.ground.desk.sheets import Sheet
from supervision.ground.errors import RuleViolation
from tests import make
from tests.supervision.patrol.maker import patrol

pytestmark = pytest.mark.entry_days
TODAY = dt.date(2021, 12, 20)
LAST = TODAY - dt.timedelta(days=30)
WHY = "纸质签到表年底才收齐"
GIVEN = {"topic": "快检操作", "organiser": "监管站", "audience": "testers", "hours": 4, "invited": 30, "present": 28}


def _training(cast, held_on, **more):
    more = {"submit": True} | more
    return TRAININGS.life.create(by=cast.township.post, held_on=held_on, **GIVEN, **more)


def test_the_last_day_without_a_reason_and_the_one_before(cast):
    assert _training(cast, LAST).late_why == ""
    with pytest.raises(RuleViolation, match="应在 30 天内登记") as wrong:
        _training(cast, LAST - dt.timedelta(days=1))
    assert wrong.value.field == "late_why"
    assert _training(cast, LAST - dt.timedelta(days=1), late_why=WHY).late_why == WHY


def test_a_reason_that_nothing_asks_for_is_not_kept(cast):
    assert _training(cast, TODAY, late_why=WHY).late_why == ""


def test_nothing_is_older_than_1950(cast):
    with pytest.raises(RuleViolation, match="1950"):
        _training(cast, dt.date(1949, 10, 1), late_why=WHY)


def test_a_draft_leaves_it_open_until_it_is_handed_in(cast):
    made = _training(cast, dt.date(2021, 3, 1), submit=False)
    with pytest.raises(RuleViolation, match="补录原因"):
        TRAININGS.life.submit(made, by=cast.township.post)
    TRAININGS.life.edit(made, by=cast.township.post, version=made.version, late_why=WHY)
    assert TRAININGS.life.submit(made, by=cast.township.post).late_why == WHY


def test_what_was_written_down_in_time_is_not_late_when_it_is_handed_in(cast):
    made = _training(cast, TODAY, submit=False)
    with clock.at(TODAY + dt.timedelta(days=90)):
        assert TRAININGS.life.submit(made, by=cast.township.post).late_why == ""


def test_many_at_once_are_asked_and_named(cast):
    rows = [GIVEN | {"held_on": day} for day in (TODAY, dt.date(2021, 3, 1))]
    with pytest.raises(RuleViolation, match=r"第2条：.*补录原因"):
        TRAININGS.life.create_many(rows, by=cast.guangxin.post)
    with entry.backlog(WHY):
        made = TRAININGS.life.create_many(rows, by=cast.guangxin.post)
    assert [row.late_why for row in made] == ["", WHY]


def test_before_its_subject_was_registered(cast):
    subject = make.subject(registered_on=TODAY - dt.timedelta(days=5))
    with pytest.raises(RuleViolation, match=r"早于.*的入册日期 2021-12-15"):
        patrol(subject=subject, held_on=TODAY - dt.timedelta(days=6))
    assert patrol(subject=subject, held_on=TODAY - dt.timedelta(days=5)).late_why == ""
    assert patrol(subject=subject, held_on=TODAY - dt.timedelta(days=6), late_why=WHY).late_why == WHY


def test_the_dry_run_names_the_cell_and_the_way_on(cast):
    sheet = Sheet(Training, ("topic", "held_on"), bulk=lambda *given, **more: [], life=TrainingLife(),
                  of_row=lambda row: Training(**row))  # fmt: skip
    rows = [GIVEN | {"held_on": day} for day in (TODAY, dt.date(2021, 3, 1))]
    assert [(at, name) for at, name, said in by_the_rules(rows, [0, 1], sheet, cast.guangxin.post)] == [(1, "held_on")]
    said = next(iter(by_the_rules(rows, [1], sheet, cast.guangxin.post)))[2]
    assert "历史补录原因" in said
    with entry.backlog(WHY):
        assert list(by_the_rules(rows, [0, 1], sheet, cast.guangxin.post)) == []


def test_the_list_and_the_page_tell_it(cast):
    late, on_time = _training(cast, dt.date(2021, 3, 1), late_why=WHY), _training(cast, TODAY)
    listed = cast.guangxin.get("/supervision/trainings/?late=yes").content.decode()
    assert late.number in listed and on_time.number not in listed
    assert WHY in cast.guangxin.get(f"/supervision/trainings/{late.pk}/").content.decode()
    assert "late_why" in TRAININGS.by_name and TRAININGS.by_name["late_why"].export


def test_registers_of_long_lived_things_have_neither_question_nor_condition(cast):
    assert not entry.asks_why_late(type(make.subject()))
    page = cast.guangxin.get("/supervision/subjects/new/")
    assert "late_why" not in page.context["form"].fields
    assert make.subject(registered_on=dt.date(2009, 5, 1)).registered_on.year == 2009
