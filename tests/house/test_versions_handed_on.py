"""The version on the screen reaches the lock of every verb, step and correction; without one nothing is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from supervision.ground import records
from supervision.ground.desk.acts import Step, Verb, perform
from supervision.ground.desk.registry import Register
from supervision.ground.errors import StaleEdit, Unversioned
from supervision.ground.records import State
from tests import make, registers

from . import site
from .source import calls, name_of, python_files

pytestmark = pytest.mark.django_db
DEEDS = [
    (register, deed)
    for register in site.registers()
    for deed in (*register.verbs, *register.steps)
    if any(field.name == "version" for field in register.model._meta.fields)
]
each_deed = pytest.mark.parametrize(("register", "deed"), DEEDS, ids=[f"{r.key}-{deed.name}" for r, deed in DEEDS])
BUTTONS = [(register, deed) for register, deed in DEEDS if isinstance(deed, Verb)]
CORRECTED = [register for register in site.registers() if register.edit]
TOLD = "没有收到记录的版本号"


def test_there_is_enough_to_ask():
    assert len(DEEDS) >= 70
    assert len(CORRECTED) >= 15


def row_in(register: Register, state: str = "") -> models.Model:
    row = registers.make(register.model._meta.label)
    if state:
        register.model._default_manager.filter(pk=row.pk).update(state=state)
    return register.model._default_manager.get(pk=row.pk)


def doer(cast: Any, register: Register, right: str) -> Any:
    for name in ("guangxin", "township", "city", "reviewer", "producer"):
        member = getattr(cast, name)
        if member.post.has_perm(register.perm(right)):
            return member
    pytest.skip("no post of the cast may do this")


SEEN = [(None, Unversioned), ("", Unversioned), (0, StaleEdit), ("x", StaleEdit)]


@each_deed
@pytest.mark.parametrize(("seen", "refusal"), SEEN)
def test_the_door_asks_the_version_before_anything_else(register, deed, seen, refusal):
    """Of a record that nothing was ever loaded for, by nobody: the verb itself is never reached."""
    with pytest.raises(refusal):
        perform(deed, register.model(version=3), by=None, version=seen)


@pytest.mark.parametrize(("register", "deed"), BUTTONS, ids=[f"{r.key}-{deed.name}" for r, deed in BUTTONS])
def test_a_button_without_its_version_is_refused_in_words(cast, register, deed):
    """The steps are asked with their forms filled in by test_steps."""
    row, member = row_in(register), doer(cast, register, deed.right)
    if not register.rows(member.post).filter(pk=row.pk).exists():
        pytest.skip("out of the scope of those who may")
    answer = member.post_to(register.url("act", row.pk, deed.name), {"why": "原因"})
    if answer.status_code == 404:
        pytest.skip("not this person's row")
    assert answer.status_code == 422
    assert TOLD in answer.content.decode()
    assert register.model._default_manager.get(pk=row.pk).version == row.version


@pytest.mark.parametrize("register", CORRECTED, ids=lambda register: register.key)
def test_a_correction_without_its_version_is_refused_by_the_service(cast, register):
    row = row_in(register, site.correctable(register.model))
    by = doer(cast, register, "change").post
    for seen, refusal in ((None, Unversioned), (row.version - 1, StaleEdit)):
        with pytest.raises(refusal):
            records.edit(register.model._default_manager.get(pk=row.pk), by=by, version=seen)
    assert register.model._default_manager.get(pk=row.pk).version == row.version


def test_a_page_without_its_version_is_saved_at_the_second_try(cast):
    """Nothing typed is lost: the form comes back with the version of the record as it is now."""
    row = make.subject("未带版本的合作社", state=State.DRAFT)
    typed = {"name": "改过的合作社", "kind": row.kind, "industry": row.industry, "region": row.region_id}
    typed |= {"registered_on": "2021-12-01", "save": "1"}
    page = f"/supervision/subjects/{row.pk}/edit/"
    refused = cast.township.post_to(page, typed)
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
    form = refused.context["form"]
    assert form["name"].value() == "改过的合作社"
    assert cast.township.post_to(page, typed | {"version": form["version"].value()}).status_code == 302
    row.refresh_from_db()
    assert row.name == "改过的合作社"


def test_nobody_goes_round_the_door():
    """Pages and interfaces reach a verb by `perform` only; an import that is undone has read its rows itself."""
    desk = [path for path in python_files() if name_of(path).startswith("supervision/ground/desk/")]
    found = {name_of(path) for path in desk for call, _node in calls(path) if call.endswith(".call")}
    assert found == {"supervision/ground/desk/acts.py"}
    assert all(isinstance(deed, Verb | Step) for _register, deed in DEEDS)
