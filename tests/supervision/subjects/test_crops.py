"""What a subject grows comes by the form and by the sheet, is seen on its page, and ends instead of being deleted."""

import pytest

from supervision.grid.services.subject import register_subjects
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Industry, Kind, Subject, crops
from tests import make
from tests.cast import DONGTUAN
from tests.supervision.changes.maker import accepted, told

pytestmark = pytest.mark.django_db
WRITTEN = "柑|10-12|50亩；茶鲜叶|3-5|20.5亩"


def url(subject):
    return f"/supervision/subjects/{subject.pk}/step/alter/"


def now(subject):
    return Subject.objects.annotate(said=crops.column()).get(pk=subject.pk).said


def test_the_database_writes_it_like_python(cast):
    subject = make.subject()
    told(subject, grown=f"{WRITTEN}；猪肉|200；豇豆")
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


def test_what_is_left_out_ends_on_the_day_of_the_change(cast):
    subject = make.subject()
    told(subject, grown=WRITTEN)
    with pytest.raises(RuleViolation, match="须有证明材料"):
        told(subject, grown="柑橘|10-12|50亩")
    (change,) = told(subject, grown="柑|10-12|60亩", why="茶园已退出", proof=True)
    assert now(subject) == WRITTEN
    accepted(change)
    assert now(subject) == "柑|10-12|60亩"
    assert subject.crops.get(product__name="茶鲜叶").ended_on == change.effective_on
    told(subject, grown=WRITTEN)
    assert now(subject) == WRITTEN


def test_a_draft_is_changed_by_its_form_alone(cast):
    draft = make.subject("草稿场", state=State.DRAFT)
    with pytest.raises(RuleViolation, match="请用“修改”"):
        told(draft, grown="柑")


def test_a_neighbour_may_not(cast):
    subject = make.subject(at=DONGTUAN)
    assert cast.neighbour_township.get(url(subject)).status_code == 404
    assert cast.neighbour_township.post_to(url(subject), {"grown": "柑", "version": subject.version}).status_code == 404
