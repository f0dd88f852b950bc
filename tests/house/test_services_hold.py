"""The services of every register refuse by themselves what its doors refuse: asked without any page between.

A door that is forgotten, a command, the next importer: all of them meet the service only.
"""

from __future__ import annotations

from typing import Any

import pytest

from supervision.ground import records
from supervision.ground.desk.registry import Register
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import Post
from supervision.ground.records import EDITABLE, Record, State
from tests import make, registers

from . import site

pytestmark = pytest.mark.django_db
KEPT = [r for r in site.registers() if issubclass(r.model, Record) and r.edit and r.verb_named("submit")]
each = pytest.mark.parametrize("register", KEPT, ids=[register.key for register in KEPT])


def fresh(row: Record) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def a_returned(register: Register) -> Any:
    """A row that may be corrected; the few that are never taken back are set to that state."""
    row = registers.make(register.model._meta.label)
    type(row)._default_manager.filter(pk=row.pk).update(state=site.correctable(register.model))
    return fresh(row)


def officer(register: Register, *verbs: str) -> Post:
    """Somebody of the row's county, or of the city, who may do all of it."""
    for name in ("guangxin", "guangxin_admin", "township", "city", "reviewer"):
        post = make.post(name)
        if all(post.has_perm(register.perm(verb)) for verb in verbs):
            return post
    pytest.skip("no post of the cast may do this")


def test_there_are_registers_to_ask():
    assert len(KEPT) >= 15


@each
def test_a_correction_on_an_older_version_is_stale_and_changes_nothing(cast, register):
    row = a_returned(register)
    by = officer(register, "change")
    with pytest.raises(StaleEdit):
        records.edit(fresh(row), by=by, version=row.version - 1)
    assert fresh(row).version == row.version


@each
def test_who_read_before_another_wrote_is_stale(cast, register):
    row = a_returned(register)
    by, late = officer(register, "change"), fresh(row)
    records.touch(row, by=by, verb="修改", returned_why="先到")
    with pytest.raises(StaleEdit):
        records.touch(late, by=by, verb="修改", returned_why="后到")
    assert fresh(row).returned_why == "先到"


@each
def test_a_record_is_not_moved_to_a_neighbour(cast, register):
    row = a_returned(register)
    by = make.post("guangxin")
    if not by.has_perm(register.perm("change")):
        pytest.skip("only the city corrects these")
    with pytest.raises(RuleViolation, match="辖区"):
        records.edit(row, by=by, version=row.version, region=registers.THERE.region)
    assert fresh(row).county_id == registers.HERE.county


@each
@pytest.mark.parametrize("state", [state for state in State if state not in EDITABLE])
def test_what_was_taken_over_is_not_corrected(cast, register, state):
    row = a_returned(register)
    type(row)._default_manager.filter(pk=row.pk).update(state=state, voided_why="因" if state == State.VOID else "")
    row = fresh(row)
    with pytest.raises(RuleViolation, match="不能修改"):
        records.edit(row, by=officer(register, "change"), version=row.version)
