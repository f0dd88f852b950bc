"""What a subject grows comes by the form and by the sheet, is seen on its page, and ends instead of being deleted."""

import re

import pytest

from supervision.grid.services.subject import keep_crops, register_subjects
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Industry, Kind, Subject, crops
from tests import make
from tests.cast import DONGTUAN

pytestmark = pytest.mark.django_db
WRITTEN = "柑|10-12|50亩；茶鲜叶|3-5|20.5亩"


def url(subject):
    return f"/supervision/subjects/{subject.pk}/step/alter/"


def now(subject):
    return Subject.objects.annotate(said=crops.column()).get(pk=subject.pk).said


def test_the_database_writes_it_like_python(cast):
    subject = make.subject()
    keep_crops(subject, by=cast.township.post, grown=crops.read(f"{WRITTEN}；猪肉|200；豇豆"))
    assert now(subject) == crops.written(subject.crops.select_related("product"))
    assert "猪肉|200" in now(subject) and "茶鲜叶|3-5|20.5亩" in now(subject)


def test_entered_with_the_form_and_corrected(cast):
    member = cast.township
    fields = {"name": "果园", "kind": Kind.FAMILY_FARM, "industry": Industry.PLANTING, "region": DONGTUAN}
    fields |= {"registered_on": "2021-03-01"}
    answer = member.post_to("/supervision/subjects/new/", fields | {"grown": "肝|10-12"})
    assert "是不是“柑”" in answer.content.decode()
    answer = member.post_to("/supervision/subjects/new/", fields | {"grown": "柑橘|10-12|50亩\n茶鲜叶"})
    subject = Subject.objects.get(name="果园")
    assert now(subject) == "柑|10-12|50亩；茶鲜叶"
    assert "柑|10-12|50亩；茶鲜叶" in member.get(f"/supervision/subjects/{subject.pk}/").content.decode()


def test_imported_with_the_rows(cast):
    row = {"name": "进来的", "kind": Kind.SMALLHOLDER, "industry": Industry.PLANTING, "region": make.region(DONGTUAN)}
    (subject,) = register_subjects([row | {"grown": WRITTEN}], by=cast.guangxin.post)
    assert now(subject) == WRITTEN


def test_what_is_left_out_ends_today_for_a_reason(cast):
    subject = make.subject()
    keep_crops(subject, by=cast.township.post, grown=crops.read(WRITTEN))
    with pytest.raises(RuleViolation, match=re.escape("减少了品种（茶鲜叶）")):
        keep_crops(subject, by=cast.township.post, grown=crops.read("柑橘|10-12|50亩"))
    keep_crops(subject, by=cast.township.post, grown=crops.read("柑|10-12|60亩"), why="茶园已退出")
    assert now(subject) == "柑|10-12|60亩"
    assert subject.crops.get(product__name="茶鲜叶").ended_on == clock.today()
    keep_crops(subject, by=cast.township.post, grown=crops.read(WRITTEN))
    assert now(subject) == WRITTEN


def test_a_draft_is_changed_by_its_form_alone(cast):
    draft = make.subject("草稿场", state=State.DRAFT)
    with pytest.raises(RuleViolation, match="请用“修改”登记品种"):
        keep_crops(draft, by=cast.township.post, grown=[])


def test_a_neighbour_may_not(cast):
    subject = make.subject(at=DONGTUAN)
    assert cast.neighbour_township.get(url(subject)).status_code == 404
    assert cast.neighbour_township.post_to(url(subject), {"grown": "柑", "version": subject.version}).status_code == 404
