"""To-dos of changes and mergings: each waits for the side whose turn it is, and what waits too long is told apart."""

import datetime as dt

from supervision.grid.merging import LIFE as MERGING
from supervision.grid.merging import MERGES, propose_merge
from supervision.ground import changes, clock
from supervision.offers import TODOS
from tests import make
from tests.cast import DONGTUAN, SHAXI

from .maker import told

KNOWN = {todo.code: todo for todo in TODOS}
LATER = dt.date(2021, 12, 30)


def waits(code, member):
    return list(KNOWN[code].rows(member.post))


def test_a_returned_move_waits_for_who_has_told_it(cast):
    (change,) = told(make.subject(at=DONGTUAN), region=SHAXI, proof=True)
    post = make.post("xinzhou")
    changes.LIFE.return_(changes.CHANGES.to_judge(post).get(pk=change.pk), by=post, why="未见租地合同")
    assert waits("changes_returned", cast.township) == waits("changes_returned", cast.guangxin) == [change]
    assert waits("changes_returned", cast.xinzhou) == waits("changes_returned", cast.neighbour_township) == []


def test_a_move_that_waits_too_long_is_the_work_of_the_receiving_side(cast):
    (change,) = told(make.subject(at=DONGTUAN), region=SHAXI, proof=True)
    assert waits("changes_review_late", cast.xinzhou) == []
    with clock.at(LATER):
        assert waits("changes_review_late", cast.xinzhou) == [change]
        assert waits("changes_review_late", cast.guangxin) == []


def test_a_merging_that_waits_too_long_or_was_returned(cast):
    double, kept = make.subject(), make.subject()
    merge = propose_merge(by=make.post("township"), submit=True, subject=double, into=kept, why="现场核实，同一家")
    with clock.at(LATER):
        assert waits("merges_review_late", cast.guangxin) == [merge]
        assert waits("merges_review_late", cast.xinzhou) == []
    post = make.post("guangxin")
    MERGING.return_(MERGES.to_judge(post).get(pk=merge.pk), by=post, why="依据不足")
    assert waits("merges_returned", cast.township) == [merge]
    assert waits("merges_returned", cast.neighbour_township) == []
