"""Phone, contact and address take effect as they are told, and leave a row with what stood before."""

import pytest

from supervision.ground import history
from supervision.ground.changes import Change, Nature, Standing
from supervision.ground.errors import RuleViolation
from supervision.ground.records import sealed
from tests import make

from .maker import accepted, fresh, told


def test_it_is_in_force_and_the_row_tells_both_values(cast):
    subject = make.subject(address="老街1号", phone="13907931234")
    (change,) = told(subject, address="新街2号", phone="13907935678", contact="王小明")
    now = fresh(subject)
    assert (now.address, now.contact, sealed.unseal(now.phone_sealed)) == ("新街2号", "王小明", "13907935678")
    assert (change.state, change.nature, change.accepted_by) == (Standing.IN_FORCE, Nature.AT_ONCE, None)
    assert change.applied_at is not None
    assert change.told.splitlines() == [
        "地址：老街1号 → 新街2号；", "联系人：（空） → 王小明；", "联系电话：****1234 → ****5678",
    ]  # fmt: skip
    assert "13907935678" not in "".join(f"{item.old}{item.new}" for item in change.items.all()), "sealed"
    assert history.of(now)[0].verb == "申请变更：地址、联系人、联系电话"


def test_what_is_the_same_is_no_change(cast):
    subject = make.subject(address="老街1号", phone="13907931234")
    with pytest.raises(RuleViolation, match="没有要变更的内容"):
        told(subject, address="老街1号", phone="13907931234", contact="", name=subject.name)
    (change,) = told(subject, address="老街1号", phone="", contact="王小明")
    assert change.what == "联系人"


def test_both_kinds_told_together_become_two(cast):
    subject = make.subject(name="老名字")
    at_once, waiting = told(subject, address="新街2号", name="新名字")
    assert (fresh(subject).address, fresh(subject).name) == ("新街2号", "老名字")
    assert (at_once.what, waiting.what, waiting.state) == ("地址", "名称", Standing.WAITING)
    accepted(waiting)
    assert fresh(subject).name == "新名字"


def test_a_draft_is_corrected_by_its_form(cast):
    with pytest.raises(RuleViolation, match="草稿的监管对象不办信息变更"):
        told(make.subject(state="draft"), address="新街2号")
    assert not Change.objects.exists()


def test_a_reason_and_a_day_that_has_come(cast):
    subject = make.subject()
    for wrong, said in (({"why": " "}, "原因"), ({"effective_on": make.clock.today().replace(day=31)}, "晚于今天")):
        with pytest.raises(RuleViolation, match=said):
            told(subject, address="新街2号", **wrong)
    assert not Change.objects.exists()
