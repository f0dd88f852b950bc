"""草稿 → 已提交 → 已审核 / 已退回 → 改后再报; 作废. Every wrong move is refused in words."""

import pytest

from supervision.ground import records
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from tests import make


@pytest.fixture
def submitted(cast):
    return make.subject(state=State.SUBMITTED)


def test_county_accepts_what_the_township_submitted(cast, submitted):
    records.accept(submitted, by=cast.guangxin.post)
    submitted.refresh_from_db()
    assert submitted.state == State.ACCEPTED
    assert submitted.accepted_by == cast.guangxin.post


def test_returned_with_a_reason_corrected_and_submitted_again(cast, submitted):
    records.return_(submitted, by=cast.guangxin.post, why="地址不全")
    assert Subject.objects.get(pk=submitted.pk).returned_why == "地址不全"
    records.edit(submitted, by=cast.township.post, version=submitted.version, address="董团乡一组")
    records.submit(submitted, by=cast.township.post)
    again = Subject.objects.get(pk=submitted.pk)
    assert (again.state, again.address, again.returned_why) == (State.SUBMITTED, "董团乡一组", "")


@pytest.mark.parametrize("verb", [records.return_, records.void])
def test_a_reason_is_required(cast, submitted, verb):
    with pytest.raises(RuleViolation, match="原因"):
        verb(submitted, by=cast.guangxin.post, why="  ")


def test_void_is_the_end(cast, submitted):
    records.void(submitted, by=cast.guangxin.post, why="重复登记")
    with pytest.raises(RuleViolation, match="作废的记录不能"):
        records.submit(submitted, by=cast.township.post)


def test_an_accepted_record_is_not_edited(cast):
    accepted = make.subject()
    with pytest.raises(RuleViolation, match="不能修改"):
        records.edit(accepted, by=cast.township.post, version=accepted.version, address="x")


def test_nobody_accepts_his_own_record(cast):
    from supervision.grid.services.subject import register_subject

    own = register_subject(
        by=cast.guangxin.post,
        name="自填合作社",
        region=make.region("361104290"),
        kind="cooperative",
        industry="planting",
    )
    with pytest.raises(RuleViolation, match="自己"):
        records.accept(own, by=cast.guangxin.post)


def test_a_stale_edit_is_refused(cast, submitted):
    records.return_(submitted, by=cast.guangxin.post, why="补充")
    twin = Subject.objects.get(pk=submitted.pk)
    records.edit(submitted, by=cast.township.post, version=submitted.version, address="先保存的")
    with pytest.raises(StaleEdit):
        records.edit(twin, by=cast.township.post, version=twin.version, address="后保存的")
    assert Subject.objects.get(pk=twin.pk).address == "先保存的"


def test_two_verbs_at_once_leave_one(cast, submitted):
    twin = Subject.objects.get(pk=submitted.pk)
    records.accept(submitted, by=cast.guangxin.post)
    with pytest.raises(StaleEdit):
        records.void(twin, by=cast.guangxin.post, why="晚了一步")


def test_a_role_without_the_permission_is_refused(cast, submitted):
    with pytest.raises(Forbidden):
        records.accept(submitted, by=cast.assistant.post)
    with pytest.raises(RuleViolation, match="乡镇只确认县级代本乡镇登记的记录"):
        records.accept(submitted, by=cast.township.post)


def test_a_post_that_has_ended_does_nothing(cast, submitted):
    post = cast.guangxin.post
    post.until = post.since
    with pytest.raises(Forbidden, match="到期"):
        records.accept(submitted, by=post)
