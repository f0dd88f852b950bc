"""Name, kind, size and place take effect when another person has looked; until then the row is as it was."""

import pytest

from supervision.ground import changes
from supervision.ground.changes import Change, Standing
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Subject
from tests import make

from .maker import accepted, fresh, told


def test_the_row_counts_as_it_was_until_it_is_taken_over(cast):
    subject = make.subject(name="老名字")
    (change,) = told(subject, name="新名字", area="120.5")
    assert fresh(subject).name == "老名字" and subject in Subject.objects.active()
    accepted(change)
    now = fresh(subject)
    assert (now.name, str(now.area)) == ("新名字", "120.50")
    assert now.pinyin.startswith("xmz "), "what follows from the name is worked out again"
    assert Change.objects.get().state == Standing.IN_FORCE


@pytest.mark.parametrize(("who", "said"), [("township", "不能审核自己填报"), ("assistant", "没有")])
def test_who_may_not(cast, who, said):
    (change,) = told(make.subject(), name="新名字")
    if who == "assistant":
        assert cast.assistant.get(f"/supervision/changes/{change.pk}/").status_code in (403, 404)
        return
    row = changes.CHANGES.to_judge(make.post(who)).get(pk=change.pk)
    assert said in changes.LIFE.why_not("accept", row, make.post(who))


def test_the_neighbour_sees_neither_the_change_nor_the_step(cast):
    subject = make.subject()
    (change,) = told(subject, name="新名字")
    for member in (cast.xinzhou, cast.neighbour_township):
        assert member.get(f"/supervision/changes/{change.pk}/").status_code == 404
        assert member.get(f"/supervision/subjects/{subject.pk}/step/alter/").status_code == 404


def test_returned_it_is_told_again_and_the_row_is_untouched(cast):
    subject = make.subject(name="老名字")
    (change,) = told(subject, name="新名字")
    post = make.post("guangxin")
    changes.LIFE.return_(changes.CHANGES.to_judge(post).get(pk=change.pk), by=post, why="请附执照")
    assert fresh(subject).name == "老名字"
    mine = make.post("township")
    row = changes.CHANGES.to_judge(mine).get(pk=change.pk)
    row = changes.LIFE.edit(row, by=mine, version=row.version, why="已换执照")
    changes.LIFE.submit(row, by=mine)
    accepted(change)
    assert fresh(subject).name == "新名字"


def test_what_is_in_force_is_not_taken_back(cast):
    subject = make.subject()
    (change,) = told(subject, name="新名字")
    accepted(change)
    row = changes.CHANGES.to_judge(make.post("guangxin_admin")).get(pk=change.pk)
    for verb in ("return", "void", "takeback"):
        assert "已生效" in changes.LIFE.why_not(verb, row, make.post("guangxin_admin"))


def test_told_on_a_value_that_has_gone_since(cast):
    subject = make.subject(name="老名字")
    (change,) = told(subject, name="新名字")
    with pytest.raises(RuleViolation, match="名称已有待审核的变更"):
        told(subject, name="别的名字", by="guangxin")
    with changes_history():
        Subject.objects.filter(pk=subject.pk).update(name="又一个名字")
    with pytest.raises(RuleViolation, match="名称现为“又一个名字”，与申请时的“老名字”不同"):
        accepted(change)
    assert Change.objects.get().state == Standing.WAITING


def changes_history():
    from supervision.ground import history
    from supervision.ground.people import system_post

    return history.acting(system_post(), "测试")


def test_a_name_that_is_taken_is_refused_when_it_is_told(cast):
    make.subject("合作社一号")
    with pytest.raises(RuleViolation) as refused:
        told(make.subject("合作社二号"), name="合作社一号")
    assert "已有同名" in str(refused.value)
    assert not Change.objects.exists()
