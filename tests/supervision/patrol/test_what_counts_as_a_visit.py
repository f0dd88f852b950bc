"""A draft, a returned and a void visit are no visit; a submitted and an accepted one are."""

import pytest

from supervision.ground.measures import Period
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from supervision.models import Patrol
from supervision.patrols.figures.patrol import conducted_in, unvisited, visited_share
from tests import make

from .maker import patrol

YEAR = Period.of_year(2021)


@pytest.mark.parametrize("state", State.values)
def test_only_what_was_handed_in_and_stands_counts(cast, state):
    subject = make.subject()
    made = patrol(subject=subject)
    Patrol.objects.filter(pk=made.pk).update(state=state, voided_why="重复" if state == State.VOID else "")
    counts = state in (State.SUBMITTED, State.ACCEPTED)
    assert conducted_in(YEAR).filter(pk=made.pk).exists() == counts
    assert unvisited(Subject.objects.filter(pk=subject.pk), YEAR).exists() != counts
    assert (subject.pk in visited_share(YEAR)["361104"].counted) == counts
