"""Who took a step that writes on a record which still waits is one of its writers, and does not take it over."""

import datetime as dt

import pytest

from supervision.grid.services import staff
from supervision.grid.services import subject as services
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Status, Subject
from supervision.models import Staff
from tests import make
from tests.cast import DONGTUAN
from tests.supervision.changes.maker import told

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 12, 1)
STEPS = {
    "alter": lambda row, by: told(row, by=by.user.username, grown="柑|10-12|50亩"),
    "base": lambda row, by: services.keep_base(row, by=by, region=row.region, name="东边的园子"),
}


def waiting(cast):
    """Typed by the county for a township: 下级确认 is its supervisor's."""
    region = make.subject().region
    given = {"name": "待审的果园", "kind": "family_farm", "industry": "planting", "registered_on": DAY}
    made = services.register_subject(by=cast.guangxin.post, region=region, **given)
    assert made.region_id == DONGTUAN or made.region.township_id == DONGTUAN
    return Subject.objects.get(pk=made.pk)


def test_without_a_step_the_township_confirms(cast):
    assert services.LIFE.why_not("accept", waiting(cast), cast.township.post) == ""


@pytest.mark.parametrize("step", STEPS)
def test_who_wrote_on_it_does_not_confirm_it(cast, step):
    row = waiting(cast)
    STEPS[step](row, cast.township.post)
    with pytest.raises(RuleViolation, match="您修改或提交过这条记录，不能审核"):
        services.LIFE.accept(Subject.objects.get(pk=row.pk), by=cast.township.post)
    assert services.LIFE.why_not("accept", Subject.objects.get(pk=row.pk), cast.guangxin_admin.post) == ""


def test_a_change_of_status_is_writing(cast):
    row = waiting(cast)
    services.change_status(row, by=cast.guangxin_admin.post, status=Status.CLOSED, since=DAY, why="停产")
    with pytest.raises(RuleViolation, match="您修改或提交过这条记录，不能审核"):
        services.LIFE.accept(Subject.objects.get(pk=row.pk), by=cast.guangxin_admin.post)


def test_what_was_taken_over_is_as_before(cast):
    """The step is the register's own from then on: who keeps it up may still return what is wrong."""
    row = waiting(cast)
    services.LIFE.accept(row, by=cast.guangxin_admin.post)
    services.change_status(
        Subject.objects.get(pk=row.pk), by=cast.guangxin_admin.post, status=Status.CLOSED, since=DAY, why="停产"
    )
    assert services.LIFE.why_not("return", Subject.objects.get(pk=row.pk), cast.guangxin_admin.post) == ""


def test_who_saw_somebody_off_duty_does_not_take_his_row_over(cast):
    given = {"name": "周雨晴", "kind": "supervisor", "region": make.subject().region, "since": DAY}
    row = staff.enrol(by=cast.guangxin.post, submit=True, **given)
    staff.leave_duty(Staff.objects.get(pk=row.pk), by=cast.guangxin_admin.post, until=DAY)
    with pytest.raises(RuleViolation, match="您修改或提交过这条记录，不能审核"):
        staff.LIFE.accept(Staff.objects.get(pk=row.pk), by=cast.guangxin_admin.post)
