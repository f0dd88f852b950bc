"""A subject moves when the place that takes it over says so; what was recorded before stays where it was recorded."""

import pytest

from supervision.ground import changes
from supervision.ground.changes import Nature, Standing
from supervision.ground.errors import RuleViolation
from supervision.models import Change, Patrol
from supervision.offers import PANELS, TODOS
from tests import make, registers
from tests.cast import DONGTUAN, SHAXI, XINZHOU

from .maker import accepted, fresh, told

PATROLS = next(panel for panel in PANELS if panel.code == "patrols")


def waits_for(member):
    todo = next(todo for todo in TODOS if todo.code == "changes_waiting")
    return list(todo.rows(member.post))


def test_the_receiving_county_decides_and_both_see_it(cast):
    subject = make.subject(at=DONGTUAN)
    (change,) = told(subject, region=SHAXI, proof=True)
    assert (change.nature, change.ends_duty, change.to_county_id) == (Nature.MOVED, True, XINZHOU)
    page = f"/supervision/changes/{change.pk}/"
    assert cast.guangxin.get(page).status_code == cast.xinzhou.get(page).status_code == 200
    assert waits_for(cast.xinzhou) == [change] and waits_for(cast.guangxin) == []
    with pytest.raises(RuleViolation, match="由迁入地审核"):
        accepted(change, by="guangxin")
    row = changes.CHANGES.to_judge(cast.xinzhou.post).get(pk=change.pk)
    assert "由申请方修改或作废" in changes.LIFE.why_not("void", row, cast.xinzhou.post)
    accepted(change, by="xinzhou")
    now = fresh(subject)
    assert (now.region_id, now.township_id, now.county_id, now.managing_zone_id) == (SHAXI, SHAXI, XINZHOU, None)
    assert cast.xinzhou.get(f"/supervision/subjects/{subject.pk}/").status_code == 200
    assert cast.guangxin.get(f"/supervision/subjects/{subject.pk}/").status_code == 404


def test_a_third_county_sees_nothing_of_it(cast):
    yushan = make.Region.objects.filter(county="361123", level="township").order_by("code")[0]
    (change,) = told(make.subject(at=SHAXI), by="neighbour_township", region=yushan.pk, proof=True)
    assert cast.guangxin.get(f"/supervision/changes/{change.pk}/").status_code == 404
    assert change.county_id == XINZHOU


def test_what_was_recorded_stays_and_is_read_on_the_page(cast):
    patrol = registers.make("supervision.patrol")
    subject = patrol.subject
    (change,) = told(subject, region=SHAXI, proof=True)
    accepted(change, by="xinzhou")
    stored = Patrol.objects.get(pk=patrol.pk)
    assert (stored.county_id, stored.township_id, stored.version) == (patrol.county_id, DONGTUAN, patrol.version)
    assert list(Patrol.objects.visible_to(cast.guangxin.post).filter(subject=subject)) == [patrol]
    assert not Patrol.objects.visible_to(cast.xinzhou.post).filter(subject=subject).exists()
    assert list(PATROLS.rows(fresh(subject), cast.xinzhou.post)) == [patrol]
    assert list(PATROLS.rows(fresh(subject), cast.neighbour_township.post)) == [patrol]
    assert patrol.number in cast.xinzhou.get(f"/subjects/{subject.pk}/dossier/").content.decode()


def test_what_nobody_moved_shows_no_more_than_its_scope(cast):
    patrol = registers.make("supervision.patrol", registers.THERE)
    assert list(PATROLS.rows(patrol.subject, cast.guangxin.post)) == []


def test_within_the_county_another_person_of_it_decides(cast):
    subject = make.subject(at=DONGTUAN)
    (change,) = told(subject, region="361104101", proof=True)
    assert change.to_county_id == change.county_id
    accepted(change, by="guangxin")
    assert fresh(subject).township_id == "361104101"


def test_within_the_township_it_is_only_another_place(cast):
    subject = make.subject(at=DONGTUAN)
    village = make.region(DONGTUAN).children.order_by("code")[0]
    (change,) = told(subject, region=village.pk)
    assert (change.nature, change.to_region) == (Nature.REVIEWED, None)
    accepted(change)
    assert (fresh(subject).region, fresh(subject).township_id) == (village, DONGTUAN)


def test_refused_by_the_receiving_side_it_goes_back(cast):
    subject = make.subject(at=DONGTUAN)
    (change,) = told(subject, region=SHAXI, proof=True)
    post = make.post("xinzhou")
    changes.LIFE.return_(changes.CHANGES.to_judge(post).get(pk=change.pk), by=post, why="未见租地合同")
    assert Change.objects.get().state == Standing.RETURNED
    assert fresh(subject).township_id == DONGTUAN
