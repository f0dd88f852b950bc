"""Recording a visit."""

import datetime as dt
import uuid

import pytest

from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.models import Patrol
from supervision.patrols.services.patrol import record_patrol
from tests import make

from .maker import DAY, answers, patrol


def test_a_submitted_visit_has_number_place_checklist_and_visit(cast):
    made = patrol(by=cast.township.post)
    made = Patrol.objects.get(pk=made.pk)
    assert made.number.startswith("XC-361104-2021-")
    assert (made.county_id, made.township_id, made.managing_zone_id) == ("361104", "361104290", "361171")
    assert made.checklist == "planting-2020"
    assert made.state == State.SUBMITTED
    assert made.visit


def test_the_same_client_key_is_the_same_visit(cast):
    key, subject = uuid.uuid4(), make.subject()
    first, second = (patrol(by=cast.township.post, subject=subject, client_key=key) for _ in range(2))
    assert first.pk == second.pk
    assert Patrol.objects.filter(subject=subject).count() == 1


def test_the_distance_from_the_registered_point_is_kept_and_never_refused(cast):
    subject = make.subject(latitude="28.440000", longitude="117.930000")
    made = patrol(by=cast.township.post, subject=subject, latitude="28.460000", longitude="117.930000")
    assert made.distance == pytest.approx(2224, abs=5)


def test_no_distance_between_points_of_different_datum(cast):
    subject = make.subject(latitude="28.440000", longitude="117.930000", datum="GCJ02")
    made = patrol(by=cast.township.post, subject=subject, latitude="28.460000", longitude="117.930000")
    assert made.distance is None


def test_a_visit_cannot_lie_in_the_future(cast):
    with pytest.raises(RuleViolation) as refused:
        patrol(by=cast.township.post, held_on=dt.date(2021, 12, 21))
    assert refused.value.field == "held_on"


def test_a_neighbours_subject_cannot_be_visited(cast):
    foreign = make.subject(at="361102100")
    with pytest.raises(RuleViolation) as refused:
        record_patrol(by=cast.township.post, subject=foreign, held_on=DAY, answers=answers(foreign))
    assert refused.value.field == "subject"
