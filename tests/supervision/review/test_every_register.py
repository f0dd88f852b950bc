"""Every register whose rows wait for a second person: among many each row fares as it would alone."""

from __future__ import annotations

import pytest

from supervision.ground import acts
from supervision.ground.desk import Selection, many, picking
from supervision.ground.errors import RuleViolation
from supervision.ground.history import Way
from supervision.ground.records import State
from tests import make, registers
from tests.cast import MEMBERS
from tests.house import site

pytestmark = pytest.mark.django_db
REVIEWED = [register for register in site.registers() if register.reviewed]
FITTING = {"creditoverrides": lambda: registers.proposed_override(registers.HERE)}
POSTS = ("guangxin", "guangxin_admin", "second", "city", "reviewer", "township")
each = pytest.mark.parametrize("register", REVIEWED, ids=[register.key for register in REVIEWED])


def waiting(register):
    """A row as it would wait for somebody to take it over."""
    row = FITTING.get(register.key, lambda: registers.make(register.model._meta.label))()
    rows = register.model._default_manager.filter(pk=row.pk)
    rows.update(state=State.SUBMITTED, accepted_by=None, accepted_at=None)
    return rows.get()


def asked(register, verb):
    """Everybody of the cast who has the right and sees the row."""
    assert set(POSTS) <= set(MEMBERS)
    return [post for post in map(make.post, POSTS) if post.has_perm(register.perm(verb.right))]


def test_there_is_enough_to_ask():
    assert len(REVIEWED) >= 14


@each
@pytest.mark.parametrize("name", many.VERBS)
def test_it_fares_as_alone(cast, register, name):
    verb, done = register.verb_named(name), 0
    for by in asked(register, verb):
        row = waiting(register)
        known = register.to_judge(by).filter(pk=row.pk).first()
        if known is None:
            continue
        said = register.why_not(verb, known, by)
        selection = picking.pick(register, {row.pk: row.version}, by=by)
        many.start(selection, name, by=by, why="共同的原因")
        selection = Selection.objects.get(pk=selection.pk)
        after = type(row)._default_manager.get(pk=row.pk)
        if said:
            assert (selection.left_ids, selection.left_whys) == ([row.pk], [said[:200]])
            assert (after.state, after.version) == (State.SUBMITTED, row.version)
            continue
        if selection.left_ids:  # what only the table knows, which no page can say beforehand
            assert after.state == State.SUBMITTED and selection.left_whys[0]
            continue
        done += 1
        assert selection.done_ids == [row.pk]
        assert after.version > row.version and after.state != State.SUBMITTED
        assert acts.on_record(row).first().way == Way.BULK
    assert done or register.key in ("objections", "creditoverrides", "retests"), "nobody may do it"


BINDING = {"cases", "handlings", "retests", "creditoverrides", "objections", "determinations"}


@pytest.mark.parametrize("key", sorted(BINDING))
def test_what_binds_somebody_is_never_taken_with_all(cast, key):
    (register,) = [one for one in REVIEWED if one.key == key]
    row = waiting(register)
    by = next(post for post in asked(register, register.verb_named("accept")) if register.rows(post).filter(pk=row.pk))
    selection = picking.pick(register, {row.pk: row.version}, by=by, whole=True)
    assert many.due(selection) == {} and selection.to_read == {row.pk: "涉及当事人权利义务"}
    with pytest.raises(RuleViolation, match="没有可以一并办理的记录"):
        many.start(selection, "accept", by=by)
