"""The five kinds of people, on duty from a day to a day."""

import datetime as dt

import pytest

from supervision.grid.services.staff import enrol, enrol_many, leave_duty
from supervision.grid.vocabulary.staff import StaffKind
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.models import Staff
from tests import make

SINCE = dt.date(2021, 3, 1)


def person(by, **fields):
    given = {"name": "周雨晴", "kind": StaffKind.SUPERVISOR, "since": SINCE, "region": make.region("361104290")}
    return enrol(by=by, submit=True, **(given | fields))


def test_on_duty_from_the_first_to_the_last_day(cast):
    made = person(cast.township.post)
    leave_duty(made, by=cast.guangxin.post, until=dt.date(2021, 6, 30))
    duty = {
        day: Staff.objects.on_duty(day).filter(pk=made.pk).exists()
        for day in (dt.date(2021, 2, 28), SINCE, dt.date(2021, 6, 30), dt.date(2021, 7, 1))
    }
    assert list(duty.values()) == [False, True, True, False]


def test_an_internal_controller_belongs_to_a_subject(cast):
    with pytest.raises(RuleViolation) as refused:
        person(cast.township.post, kind=StaffKind.INTERNAL)
    assert refused.value.field == "subject"
    assert person(cast.township.post, kind=StaffKind.INTERNAL, subject=make.subject()).pk


def test_leaving_before_coming_is_refused(cast):
    with pytest.raises(RuleViolation) as refused:
        person(cast.township.post, until=dt.date(2021, 2, 1))
    assert refused.value.field == "until"


def test_many_at_once(cast):
    place = make.region("361104290")
    rows = [{"name": f"员{n}", "kind": StaffKind.ASSISTANT, "since": SINCE, "region": place} for n in range(50)]
    assert len(enrol_many(rows, by=system_post(), state=State.ACCEPTED)) == 50


def test_the_register(cast):
    made = person(cast.township.post)
    assert made.name in cast.guangxin.get("/supervision/staff/?kind=supervisor&duty=1").content.decode()
    assert made.name not in cast.xinzhou.get("/supervision/staff/").content.decode()
    assert cast.xinzhou.get(f"/supervision/staff/{made.pk}/").status_code == 404
    assert cast.township.get("/supervision/staff/new/").status_code == 200


def test_leaving_duty_on_its_page(cast):
    made = person(cast.township.post)
    url = f"/supervision/staff/{made.pk}/step/leave/"
    assert url in cast.township.get(f"/supervision/staff/{made.pk}/").content.decode()
    assert cast.township.post_to(url, {"version": made.version, "until": "2021-06-30"}).status_code == 302
    made.refresh_from_db()
    assert made.until == dt.date(2021, 6, 30)
    assert cast.xinzhou.get(url).status_code == 404
