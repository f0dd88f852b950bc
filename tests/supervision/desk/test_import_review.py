"""What was imported waits for a second person, who takes the whole batch over in one step or gives it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.grid.services.subject import LIFE
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground import acts, history, jobs, records
from supervision.ground.desk import importing, registry, reviewers, reviewing, tasks
from supervision.ground.desk.models import BatchState, ImportBatch, Review
from supervision.ground.errors import RuleViolation
from supervision.ground.jobs import Job, Status
from supervision.ground.people import Organisation, Post, Role
from supervision.ground.records import State
from supervision.ground.subjects import Subject

from .conftest import URL, row

pytestmark = pytest.mark.django_db
IMPORT = URL + "import/"


@pytest.fixture
def imported(cast, sheet_of):
    """Rows of 董团乡, imported by 广信区's officer."""

    def go(*rows, by=cast.guangxin):
        given = rows or [row(name=f"批里的{n}号", kind="农户") for n in range(3)]
        batch = importing.take_in(SUBJECTS, sheet_of(*given), by=by.post)
        return importing.run_import(batch.pk, by=by.post)

    return go


def subjects_of(batch):
    return Subject.objects.filter(pk__in=batch.created_ids).order_by("pk")


def review(member, batch, verb="accept", **more):
    return member.post_to(f"{IMPORT}{batch.pk}/review/", {"verb": verb, **more}, follow=True)


def end(name):
    """The person is not in force any more."""
    with history.acting(None, "离任"):
        Post.objects.filter(user__username=name).update(until=dt.date(2021, 1, 1))


def test_a_colleague_takes_the_whole_batch_over_in_one_step(cast, imported):
    batch = imported()
    assert batch.review == Review.WAITING and {s.state for s in subjects_of(batch)} == {State.SUBMITTED}
    said = review(cast.guangxin_admin, batch).content.decode()
    batch.refresh_from_db()
    assert batch.review == Review.ACCEPTED and batch.reviewed_by_id == cast.guangxin_admin.post.pk
    rows = subjects_of(batch)
    assert {(s.state, s.accepted_by_id, s.version) for s in rows} == {(State.ACCEPTED, cast.guangxin_admin.post.pk, 2)}
    assert "已审核通过 3 条" in said
    one = rows[0]
    assert history.of(one)[0].who == cast.guangxin_admin.user.name
    assert acts.on_record(one).first().kind == "accepted"


def test_neither_the_importer_nor_his_second_post_accepts(cast, imported):
    batch = imported()
    assert "不能由您自己审核" in review(cast.guangxin, batch).content.decode()
    with history.acting(None, "任命"):
        home = Organisation.objects.get(pk=cast.city.post.organisation_id)
        second = Post.objects.create(
            user=cast.guangxin.user, organisation=home, role=Role.CITY_ADMIN, since=dt.date(2021, 1, 1)
        )
    with pytest.raises(RuleViolation, match="不能由您自己审核"):
        reviewing.accept(batch, by=second)
    assert not reviewers.waiting_for(second).exists()
    assert {s.state for s in subjects_of(batch)} == {State.SUBMITTED}


def test_who_confirmed_what_another_uploaded_is_an_importer_too(cast, sheet_of):
    batch = importing.take_in(SUBJECTS, sheet_of(row(name="两人导入", kind="农户")), by=cast.guangxin.post)
    batch = importing.run_import(batch.pk, by=cast.guangxin_admin.post)
    for member in (cast.guangxin, cast.guangxin_admin):
        assert "不能由您自己审核" in review(member, batch).content.decode()
    assert "已审核" in review(cast.city, batch).content.decode()


def test_a_neighbour_finds_no_batch_and_others_may_not(cast, imported):
    batch = imported()
    for member in (cast.xinzhou, cast.neighbour_township):
        assert member.get(f"{IMPORT}{batch.pk}/").status_code == 404
        assert review(member, batch).status_code == 404
    for member in (cast.auditor, cast.producer, cast.assistant, cast.social):
        assert review(member, batch).status_code == 403
        assert member.get(f"{IMPORT}{batch.pk}/").status_code in (403, 404)
    assert {s.state for s in subjects_of(batch)} == {State.SUBMITTED}


def test_the_township_confirms_what_the_county_typed_for_it_alone(cast, imported):
    batch = imported()
    assert batch.township_id == cast.township.post.region.pk
    assert cast.township.get(f"{IMPORT}{batch.pk}/").status_code == 200
    assert "不能由乡镇退回" in review(cast.township, batch, "return", why="不对").content.decode()
    review(cast.township, batch)
    assert {(s.state, s.accepted_by_id) for s in subjects_of(batch)} == {(State.ACCEPTED, cast.township.post.pk)}


def test_rows_of_two_townships_are_none_of_either(cast, imported):
    batch = imported(row(name="甲", kind="农户"), row(name="乙", kind="农户", region="广信区 旭日街道"))
    assert (batch.township_id, batch.county_id) == (None, "361104")
    assert cast.township.get(f"{IMPORT}{batch.pk}/").status_code == 404
    assert not reviewers.waiting_for(cast.township.post).exists()


def test_what_was_touched_meanwhile_is_named_and_left_out(cast, imported):
    batch = imported()
    one, two, _three = subjects_of(batch)
    LIFE.return_(one, by=cast.guangxin_admin.post, why="电话不对")
    LIFE.void(two, by=cast.guangxin_admin.post, why="重复")
    said = review(cast.guangxin_admin, batch).content.decode()
    states = [s.state for s in subjects_of(batch)]
    assert states == [State.RETURNED, State.VOID, State.ACCEPTED]
    batch.refresh_from_db()
    assert set(batch.left_ids) == {one.pk, two.pk}
    assert "已审核通过 1 条" in said and "没有一并审核的 2 条" in said and "导入后已单独办理（已退回）" in said


def test_a_whole_batch_comes_back_and_may_be_undone(cast, imported):
    batch = imported()
    assert "请写明退回原因" in review(cast.city, batch, "return", why=" ").content.decode()
    review(cast.city, batch, "return", why="不是今年的名录")
    batch.refresh_from_db()
    assert batch.review == Review.RETURNED
    assert {(s.state, s.returned_why) for s in subjects_of(batch)} == {(State.RETURNED, "不是今年的名录")}
    assert list(reviewers.returned_to(cast.guangxin.post)) == [batch]
    assert not reviewers.returned_to(cast.guangxin_admin.post).exists()
    todo = cast.guangxin.get(reverse("todo", args=["imports_returned"])).content.decode()
    assert f'href="{IMPORT}{batch.pk}/"' in todo
    page = cast.guangxin.get(f"{IMPORT}{batch.pk}/").content.decode()
    assert "不是今年的名录" in page and "撤销这次导入" in page
    importing.run_undo(batch.pk, by=cast.guangxin.post, why="重新整理")
    assert {s.state for s in subjects_of(batch)} == {State.VOID}
    assert not reviewers.returned_to(cast.guangxin.post).exists()


def test_what_was_taken_over_is_undone_by_two(cast, imported):
    batch = imported()
    reviewing.accept(batch, by=cast.guangxin_admin.post)
    batch.refresh_from_db()
    assert not importing.may_undo(batch)
    with pytest.raises(RuleViolation, match="请审核人先整批退回"):
        importing.undo(batch, by=cast.guangxin.post, why="后悔")
    with pytest.raises(RuleViolation, match="不能由您自己审核"):
        reviewing.give_back(batch, by=cast.guangxin.post, why="后悔")
    reviewing.give_back(batch, by=cast.guangxin_admin.post, why="有误")
    importing.run_undo(batch.pk, by=cast.guangxin.post, why="有误")
    assert {s.state for s in subjects_of(batch)} == {State.VOID}


def test_two_persons_and_two_clicks_are_one_acceptance(cast, imported):
    batch = imported()
    review(cast.guangxin_admin, batch)
    for member in (cast.guangxin_admin, cast.city):
        assert f"已由{cast.guangxin_admin.user.name}审核通过" in review(member, batch).content.decode()
    assert {s.version for s in subjects_of(batch)} == {2}


def test_it_stands_in_the_todo_of_those_who_may(cast, imported):
    batch = imported()
    todo = reverse("todo", args=["imports_waiting"])
    for member in (cast.guangxin_admin, cast.township):
        assert f'href="{IMPORT}{batch.pk}/"' in member.get(todo).content.decode()
        assert "导入的批次待审核" in member.get(reverse("home")).content.decode()
    for member in (cast.guangxin, cast.xinzhou, cast.city, cast.reviewer, cast.neighbour_township):
        assert batch not in reviewers.waiting_for(member.post)
    said = cast.guangxin.get(f"{IMPORT}{batch.pk}/").content.decode()
    assert f"{cast.guangxin_admin.user.name}（" in said and "请由以下人员审核" in said
    review(cast.guangxin_admin, batch)
    assert not reviewers.waiting_for(cast.township.post).exists()


def test_a_unit_with_nobody_else_asks_the_level_above(cast, imported):
    end("guangxin_admin")
    end("second")
    end("township")
    batch = imported()
    said = cast.guangxin.get(f"{IMPORT}{batch.pk}/").content.decode()
    assert "本单位暂无复核人，由上一级审核" in said and cast.reviewer.user.name in said
    for member in (cast.city, cast.reviewer):
        assert list(reviewers.waiting_for(member.post)) == [batch]
    review(cast.reviewer, batch)
    assert {s.state for s in subjects_of(batch)} == {State.ACCEPTED}


def test_a_large_batch_is_a_job(cast, imported, settings):
    settings.IMPORT_REVIEWED_AT_ONCE = 2
    batch = imported()
    answer = cast.guangxin_admin.post_to(f"{IMPORT}{batch.pk}/review/", {"verb": "accept"})
    job = Job.objects.get()
    assert answer.url.endswith(f"/jobs/{job.pk}/")
    assert cast.guangxin_admin.post_to(f"{IMPORT}{batch.pk}/review/", {"verb": "accept"}).url == answer.url
    assert "正在审核这一批" in review(cast.city, batch).content.decode()
    assert "正在审核" in cast.guangxin.get(f"{IMPORT}{batch.pk}/").content.decode()
    for _ in range(2):
        tasks.review_import(job.pk) if Job.objects.get().status != Status.DONE else None
    batch.refresh_from_db()
    assert (batch.review, Job.objects.get().status) == (Review.ACCEPTED, Status.DONE)
    assert {(s.state, s.version) for s in subjects_of(batch)} == {(State.ACCEPTED, 2)}


def test_a_job_that_was_cancelled_leaves_the_batch_waiting(cast, imported, settings):
    settings.IMPORT_REVIEWED_AT_ONCE = 2
    batch = imported()
    reviewing.accept(batch, by=cast.guangxin_admin.post)
    assert not reviewers.waiting_for(cast.township.post).exists()
    jobs.cancel(Job.objects.get(), by=cast.guangxin_admin.post)
    assert list(reviewers.waiting_for(cast.township.post)) == [batch]
    assert "整批审核通过" in cast.township.get(f"{IMPORT}{batch.pk}/").content.decode()
    review(cast.city, batch)
    batch.refresh_from_db()
    assert Job.objects.count() == 2 and batch.review == Review.GOING


def test_a_job_that_fails_leaves_the_batch_waiting(cast, imported, settings, monkeypatch):
    settings.IMPORT_REVIEWED_AT_ONCE = 2
    batch = imported()
    reviewing.accept(batch, by=cast.guangxin_admin.post)
    monkeypatch.setattr(records, "move_many", lambda *a, **k: 1 / 0)
    tasks.review_import(Job.objects.get().pk)
    batch.refresh_from_db()
    assert (batch.review, Job.objects.get().status) == (Review.WAITING, Status.FAILED)
    assert {s.state for s in subjects_of(batch)} == {State.SUBMITTED}


@pytest.mark.parametrize(("late_why", "state"), [("", State.SUBMITTED), ("整理旧档", State.ACCEPTED)])
def test_old_records_need_nobody_only_where_the_register_says_why(cast, sheet_of, monkeypatch, late_why, state):
    sheet = replace(SUBJECTS.sheet, old_at_once="旧名录由档案整理小组核对过。")
    monkeypatch.setitem(registry.REGISTERS, SUBJECTS.key, replace(SUBJECTS, sheet=sheet))
    batch = importing.take_in(
        SUBJECTS, sheet_of(row(name="旧户", kind="农户")), by=cast.guangxin.post, late_why=late_why
    )
    batch = importing.run_import(batch.pk, by=cast.guangxin.post)
    assert subjects_of(batch).get().state == state
    assert batch.review == (Review.WAITING if state == State.SUBMITTED else "")


def test_no_register_of_today_lets_an_import_stand_alone():
    for register in registry.REGISTERS.values():
        assert not register.sheet or not (register.sheet.at_once or register.sheet.old_at_once), register.key


def test_many_cost_as_many_questions_as_few(cast, imported):
    counts = []
    for size in (4, 5, 60):  # the first asks for what is remembered from then on
        batch = imported(*[row(name=f"第{size}批{n}号", kind="农户") for n in range(size)])
        with CaptureQueriesContext(connection) as seen:
            reviewing.accept(batch, by=cast.guangxin_admin.post)
        counts.append(len(seen))
    assert counts[1] == counts[2], counts


def test_the_state_machine_of_the_batch_is_asked(cast, imported):
    batch = imported()
    importing.run_undo(batch.pk, by=cast.guangxin.post, why="传错")
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert "不能审核" in review(cast.guangxin_admin, batch).content.decode()
    assert not ImportBatch.objects.filter(review=Review.ACCEPTED).exists()


def test_what_the_supervisor_confirms_lies_in_his_own_township(cast, imported):
    batch = imported()
    assert reviewers.confirms(batch, cast.township.post)
    assert not reviewers.confirms(batch, cast.neighbour_township.post)
    batch.township_id = None
    assert not reviewers.confirms(batch, cast.township.post)


def test_a_batch_whose_rows_were_all_dealt_with_singly_waits_no_longer(cast, imported):
    batch = imported()
    for one in subjects_of(batch):
        LIFE.accept(one, by=cast.guangxin_admin.post)
    assert "已审核通过 0 条" in review(cast.guangxin_admin, batch).content.decode()
    assert not reviewers.waiting_for(cast.township.post).exists()
