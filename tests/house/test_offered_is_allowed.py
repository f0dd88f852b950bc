"""Offered is allowed: the sentence that hides a button is the one with which its service refuses, and nothing else.

Asked for every verb and step of every register, in every state of the record, by everybody of the standing cast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from supervision.ground.desk.acts import Step
from supervision.ground.desk.registry import Register
from supervision.ground.desk.verbs import EDIT
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.records import Record, State
from tests import registers
from tests.cast import MEMBERS

from . import site
from .test_steps import FITTING, TYPED

pytestmark = pytest.mark.django_db
ASKED = [register for register in site.registers() if register.verbs or register.steps]
each = pytest.mark.parametrize("register", ASKED, ids=[register.key for register in ASKED])
# What the service still asks after the offer: of what is typed, or of other records than this one.
SAME = "与现在的人工核定等级相同"
STILL_ASKED = {
    "rectifications-own": "须上传整改",
    "retests-commission": "复检机构",
    "creditoverrides-submit": f"{SAME}|等待复核",
    "creditoverrides-edit": SAME,
}


def deeds_of(register: Register) -> list[Any]:
    return [*register.verbs, *register.steps, *([EDIT] if register.edit else [])]


class _Undo(Exception):
    pass


def rows_of(register: Register) -> list[models.Model]:
    """The accepted row of the register, and one for each step that needs another."""
    kept = [FITTING[name] for name in FITTING if name.rpartition("-")[0] == register.key]
    return [registers.make(register.model._meta.label), *(maker() for maker in kept)]


def states_of(row: models.Model) -> Iterator[str]:
    """The row in every state that the database lets it take."""
    if not isinstance(row, Record):
        yield ""
        return
    for state in State:
        told = {"state": state, "voided_why": "测试" if state == State.VOID else ""}
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**told)
        except DatabaseError:
            continue
        yield state


def values_of(register: Register, deed: Any, row: models.Model, post: Any) -> dict[str, Any]:
    """What the page would hand to the service."""
    if not isinstance(deed, Step):
        return {"why": "原因"} if getattr(deed, "needs_reason", False) else {}
    name = f"{register.key}-{deed.name}"
    typed = (second_laboratory() if name == "retests-commission" else TYPED[name]) | {"version": row.version}
    form = deed.form(typed, post=post)
    assert form.is_valid(), (deed.name, form.errors)
    return form.values


def second_laboratory() -> dict[str, Any]:
    """Of the one step that chooses another laboratory."""
    from monitoring.forms import laboratories

    return {"laboratory": laboratories().order_by("-pk")[0].pk}


def call_of(register: Register, deed: Any) -> Any:
    """The service behind it; a correction that changes nothing for the page of one."""
    if deed is EDIT:
        return lambda row, *, by: register.edit(row, by=by, version=row.version)
    return deed.call


def refusal(call: Any, row: models.Model, post: Any, values: dict[str, Any], *, undo: bool) -> str:
    """What the service says; everything it did is taken back, where it is expected to do something."""
    try:
        with transaction.atomic() if undo else nullcontext():
            call(row, by=post, **values)
            raise _Undo
    except _Undo:
        return ""
    except (Forbidden, RuleViolation) as refused:
        return str(refused)


@each
def test_what_is_offered_is_done_and_what_is_not_is_refused_with_that_sentence(cast, register):
    everybody = [getattr(cast, name).post for name in MEMBERS]
    refused = done = 0
    for row in rows_of(register):
        for state in states_of(row):
            known = register.to_judge(cast.city.post).get(pk=row.pk)
            posts = [post for post in everybody if register.rows(post).filter(pk=row.pk).exists()]
            for deed in deeds_of(register):
                values, call = values_of(register, deed, row, cast.city.post), call_of(register, deed)
                for post in posts:
                    said = register.why_not(deed, known, post)
                    judged = known if said else register.to_judge(post).get(pk=row.pk)
                    told = refusal(call, judged, post, values, undo=not said)
                    where = (deed.name, state, post.role)
                    refused, done = refused + bool(said), done + (not told)
                    if said:
                        assert told == said, where
                        continue
                    still = STILL_ASKED.get(f"{register.key}-{deed.name}", "")
                    assert not told or (still and re.search(still, told)), (*where, told)
    assert refused >= 5
    assert done >= 1


def test_there_is_enough_to_ask():
    assert len(ASKED) >= 18
    assert sum(len(register.verbs) + len(register.steps) for register in ASKED) >= 80


@each
def test_the_question_reads_what_was_loaded_and_never_queries(cast, register):
    """As many queries for fifty rows as for one: that of the rows, and one for each thing that lies beside them."""
    for _ in range(2):
        registers.make(register.model._meta.label)
    posts = [getattr(cast, name).post for name in MEMBERS]
    with CaptureQueriesContext(connection) as loading:
        rows = list(register.to_judge(cast.city.post))
    assert len(rows) >= 2
    assert len(loading) <= 1 + sum(len(name.split("__")) for name in register.judged_by)
    deeds = deeds_of(register)
    with CaptureQueriesContext(connection) as people:  # whether the city has another: once for a post, not for a row
        for post in posts:
            post.has_second("")
            post.has_second("supervision.accept_patrol")
    assert len(people) == len(posts)
    with CaptureQueriesContext(connection) as asking:
        for row in (rows * 50)[:50]:
            for deed in deeds:
                for post in posts:
                    register.why_not(deed, row, post)
    assert len(asking) == 0, asking.captured_queries[:3]
