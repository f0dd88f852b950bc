"""A move and 承继 are judged by different sides: they are told apart, and a move is never decided by the old side."""

import pytest

from supervision.ground.changes import Change
from supervision.ground.errors import RuleViolation
from tests import make
from tests.cast import DONGTUAN, SHAXI

from .maker import told


def test_a_move_is_not_hidden_behind_going_on_for_another(cast):
    before, after = make.subject(), make.subject(at=DONGTUAN)
    with pytest.raises(RuleViolation, match="分两次申请") as refused:
        told(after, region=SHAXI, predecessor=before, proof=True)
    assert refused.value.field == "predecessor"
    assert not Change.objects.exists()


def test_told_apart_each_has_its_side(cast):
    before, after = make.subject(), make.subject(at=DONGTUAN)
    (inherits,) = told(after, predecessor=before, proof=True)
    (moves,) = told(after, region=SHAXI, proof=True)
    assert inherits.to_region is None and moves.to_region_id == SHAXI
