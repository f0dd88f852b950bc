"""By which day the effective day is judged: what was returned keeps the day it was first handed in, what was taken back
is told anew.
"""

import datetime as dt

import pytest

from supervision.ground import changes, clock, desk
from supervision.ground.changes import Change
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Status
from supervision.offers import TODOS
from tests import make

from .maker import accepted, told

SEPTEMBER = dt.date(2021, 9, 20)
TOLD = dt.date(2021, 9, 5)


def row(change, by):
    return changes.CHANGES.to_judge(make.post(by)).get(pk=change.pk)


def closing():
    with clock.at(SEPTEMBER):
        (change,) = told(make.subject(), status=Status.CLOSED, proof=True, effective_on=TOLD)
    return change


def returned(change):
    changes.LIFE.return_(row(change, "guangxin"), by=make.post("guangxin"), why="请附注销通知")


def handed_in(change):
    return changes.LIFE.submit(row(change, "township"), by=make.post("township"))


def taken_back(change):
    changes.LIFE.take_back(row(change, "township"), by=make.post("township"))


def test_what_was_taken_back_is_judged_by_today(cast):
    change = closing()
    taken_back(change)
    with clock.at(dt.date(2021, 12, 10)), pytest.raises(RuleViolation, match="最早为 2021-12-01"):
        handed_in(change)


def test_what_was_returned_keeps_its_first_day(cast):
    change = closing()
    returned(change)
    with clock.at(dt.date(2021, 10, 3)):
        handed_in(change)
        returned(change)
    with clock.at(dt.date(2021, 11, 4)):
        handed_in(change)
        accepted(change)
    assert Change.objects.get(pk=change.pk).applied_at is not None


def test_taken_back_and_returned_it_counts_from_when_it_was_handed_in_again(cast):
    change = closing()
    taken_back(change)
    with clock.at(dt.date(2021, 12, 10)):
        mine = make.post("township")
        changed = row(change, "township")
        changes.LIFE.edit(changed, by=mine, version=changed.version, effective_on=dt.date(2021, 12, 2))
        handed_in(change)
        returned(change)
        changed = row(change, "township")
        with pytest.raises(RuleViolation, match="最早为 2021-12-01"):
            changes.LIFE.edit(changed, by=mine, version=changed.version, effective_on=TOLD)


def test_what_takes_effect_late_in_the_year_is_read_by_the_city(cast):
    early, late = closing(), closing()
    with clock.at(SEPTEMBER):
        accepted(early)
    accepted(late)
    found, rows = desk.listing.narrow(changes.CHANGES, post=cast.city.post, data={"less": "q4"}, year=2021)
    assert found.is_valid() and list(rows) == [late]
    todo = next(todo for todo in TODOS if todo.code == "changes_fourth_quarter")
    assert list(todo.rows(cast.city.post)) == [late]
