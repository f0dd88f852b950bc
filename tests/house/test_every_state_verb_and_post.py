"""Every verb of every register, in every state, by everybody: done where life and role allow it, else refused whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from supervision.ground import facts
from supervision.ground.desk.acts import Verb
from supervision.ground.desk.registry import Register
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.people import Post
from supervision.ground.records import Record, State
from supervision.ground.records.vocabulary import MOVES
from tests import make, registers
from tests.cast import MEMBERS

from . import site

pytestmark = pytest.mark.django_db
GOES_TO = {
    "submit": State.SUBMITTED, "accept": State.ACCEPTED, "return": State.RETURNED, "void": State.VOID,
}  # fmt: skip
VERBS = [
    (register, verb)
    for register in site.registers()
    for verb in register.verbs
    if issubclass(register.model, Record) and verb.name in GOES_TO
]
each_verb = pytest.mark.parametrize(("register", "verb"), VERBS, ids=[f"{r.key}-{v.name}" for r, v in VERBS])
TAKING_OVER = [(register, verb) for register, verb in VERBS if verb.name in ("accept", "confirm")]
REFUSED = (Forbidden, RuleViolation, StaleEdit)
FITTING = {"creditoverrides": lambda: registers.proposed_override(registers.HERE)}
ROLES = len({role for _place, _kind, role, _said in MEMBERS.values()})
SAME = {"number", "made_by_id", "made_at", "region_id", "county_id", "township_id", "client_key"}


class Undone(Exception):
    """Each try leaves the row as it was for the next one."""


@contextmanager
def tried() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        return


def in_state(row: Record, state: str, **more: Any) -> Any:
    """The row as it would be in that state; as it is, where the table itself knows no such state of it."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(state=state, voided_why="因" if state == State.VOID else "", **more)
    except IntegrityError:
        assert state in (State.DRAFT, State.RETURNED, State.ACCEPTED), state
    return rows.get()


def trace(row: Record) -> tuple[Any, ...]:
    """Whatever a refused verb must leave alone: every column, and what the record tells."""
    stored = type(row)._default_manager.filter(pk=row.pk).values_list().get()
    return stored, facts.Fact.objects.of_source(row).count()


def outcome(verb: Verb, row: Any, by: Post) -> str:
    """ "done" or "refused"; the row itself says whether that is true."""
    before = trace(row)
    kept = {name: getattr(row, name) for name in SAME}
    try:
        with transaction.atomic():
            verb.call(row, by=by, **({"why": "原因"} if verb.needs_reason else {}))
    except REFUSED:
        assert trace(row) == before
        return "refused"
    after = type(row)._default_manager.get(pk=row.pk)
    assert (after.state, after.version > before[0][_at(row, "version")]) == (GOES_TO[verb.name], True)
    assert {name: getattr(after, name) for name in SAME} == kept
    return "done"


def _at(row: Record, name: str) -> int:
    return [field.attname for field in row._meta.concrete_fields].index(name)


def posts_that(register: Register, verb: Verb, may: bool) -> list[Post]:
    """One of every role."""
    everybody = {role: name for name, (_place, _kind, role, _said) in reversed(MEMBERS.items())}
    posts = map(make.post, everybody.values())
    return [post for post in posts if post.has_perm(register.perm(verb.right)) is may]


def test_there_is_enough_to_ask():
    assert len(VERBS) >= 60
    assert len(TAKING_OVER) >= 15


@each_verb
def test_it_moves_only_where_the_life_allows_and_only_for_whom_the_role_does(cast, register, verb):
    row = FITTING.get(register.key, lambda: registers.make(register.model._meta.label))()
    happened: Counter[tuple[bool, bool, str]] = Counter()
    for may in (True, False):
        for by in posts_that(register, verb, may):
            for state in State:
                with tried():
                    found = in_state(row, state)
                    legal = GOES_TO[verb.name] in MOVES[State(found.state)]
                    said = outcome(verb, found, by)
                    assert said == "refused" or (legal and may), (by.role, state)
                    happened[may, legal, said] += 1
    assert happened[True, True, "done"] >= 1
    assert happened[True, False, "refused"] >= 1
    assert happened[False, True, "refused"] >= 1
    assert sum(happened.values()) == ROLES * len(State)


@pytest.mark.parametrize(("register", "verb"), TAKING_OVER, ids=[r.key for r, _v in TAKING_OVER])
def test_nobody_takes_over_what_he_made_himself(cast, register, verb):
    row = registers.make(register.model._meta.label)
    posts = posts_that(register, verb, True)
    done = 0
    for by in posts:
        with tried():
            assert outcome(verb, in_state(row, State.SUBMITTED, made_by=by), by) == "refused"
        with tried():
            done += outcome(verb, in_state(row, State.SUBMITTED), by) == "done"
    assert done >= 1, "somebody takes it over who did not make it"
