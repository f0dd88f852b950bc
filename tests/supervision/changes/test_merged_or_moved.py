"""What is kept of a subject that was merged, or has moved, goes on where it is; the merged entry itself does not."""

import datetime as dt

import pytest

from greenfood import services as greenfood
from greenfood.models import Certification
from supervision.grid.merging import confirm_merge, propose_merge
from supervision.grid.services.staff import STAFF_CHANGES, enrol
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground import changes
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Subject
from tests import make
from tests.cast import DONGTUAN, SHAXI
from tests.greenfood.make import row

from .maker import DAY, accepted, fresh, photo, told

ENDS = dt.date(2024, 2, 20)


def merged(cast, double):
    into = make.subject("保留的合作社")
    made = propose_merge(by=cast.township.post, submit=True, subject=fresh(double), into=into, why="同一家")
    confirm_merge(type(made).objects.get(pk=made.pk), by=cast.guangxin.post)
    return into


def moved(cast, subject):
    (change,) = told(subject, region=SHAXI, proof=True)
    accepted(change, by="xinzhou")
    return fresh(subject)


GONE = pytest.mark.parametrize("gone", [merged, moved])


def alter(declared, row, *, by, **values):
    given = {"why": "核实", "effective_on": DAY, "proof": [("photo", [photo()])]} | values
    return changes.alter(declared, type(row).objects.get(pk=row.pk), by=by, **given)


@GONE
def test_its_people_are_changed_where_they_work(cast, gone):
    subject = make.subject()
    given = {"name": "张三", "kind": "internal", "subject": subject, "region": make.region(DONGTUAN)}
    person = enrol(by=cast.township.post, submit=True, since=dt.date(2021, 11, 1), **given)
    gone(cast, subject)
    (change,) = alter(STAFF_CHANGES, person, by=cast.township.post, certificate="赣A9")
    assert change.subject == subject
    assert type(person).objects.get(pk=person.pk).certificate == "赣A9"
    with pytest.raises(RuleViolation, match="不在您的辖区内"):
        alter(STAFF_CHANGES, person, by=cast.xinzhou.post, training_hours="3")


def certified(cast, subject):
    return greenfood.register(by=cast.guangxin.post, **row(subject=subject))


@GONE
def test_its_certifications_are_changed(cast, gone):
    subject = make.subject()
    made = certified(cast, subject)
    gone(cast, subject)
    (change,) = alter(greenfood.CHANGES, made, by=cast.guangxin.post, area="55.5")
    accepted(change, by="guangxin_admin")
    assert str(Certification.objects.get(pk=made.pk).area) == "55.50"


@GONE
def test_they_are_renewed_on_the_entry_that_stays_and_count_as_the_same_product(cast, gone):
    subject = make.subject()
    old = certified(cast, subject)
    root = gone(cast, subject)
    days = {"valid_from": dt.date(2021, 2, 21), "valid_to": ENDS}
    again = Certification.objects.get(pk=old.pk)
    new = greenfood.renew(again, by=cast.guangxin.post, certificate_number="LB-新", **days)
    assert (new.subject, new.renews, new.product_key) == (root, old, old.product_key)
    greenfood.accept(Certification.objects.get(pk=new.pk), by=cast.reviewer.post)
    days = {"valid_from": dt.date(2021, 11, 21), "valid_to": dt.date(2024, 11, 20)}
    last = greenfood.renew(
        Certification.objects.get(pk=new.pk), by=cast.guangxin.post, certificate_number="LB-末", **days
    )
    assert last.product_key == old.product_key


def test_the_merged_entry_itself_is_changed_no_more(cast):
    double = make.subject("重复的合作社")
    (waits,) = told(double, name="改名合作社")
    merged(cast, double)
    with pytest.raises(RuleViolation, match="已并入其他监管对象，不再办理信息变更"):
        told(double, contact="董某")
    step = next(step for step in SUBJECTS.steps if step.name == "alter")
    row = Subject.objects.select_related("region").get(pk=double.pk)
    assert "已并入" in SUBJECTS.why_not(step, row, cast.township.post)
    page = cast.township.get(f"/supervision/subjects/{double.pk}/").content.decode()
    assert f"/supervision/subjects/{double.pk}/step/alter/" not in page
    with pytest.raises(RuleViolation, match="已并入其他监管对象"):
        accepted(waits)
    assert fresh(double).name == "重复的合作社"


def test_nobody_goes_on_for_a_merged_entry(cast):
    double = make.subject()
    merged(cast, double)
    with pytest.raises(RuleViolation, match="请填并入的对象"):
        told(make.subject(), predecessor=fresh(double), proof=True)
