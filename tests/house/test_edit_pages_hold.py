"""The page that corrects a record saves on the version it showed, on no other and not without one."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from supervision.ground.desk.registry import Register
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from tests import registers
from tests.cast import Member

from . import site

pytestmark = pytest.mark.django_db
CORRECTED = [register for register in site.registers() if register.edit]
each = pytest.mark.parametrize("register", CORRECTED, ids=[register.key for register in CORRECTED])
FILES = ("photos", "documents", "signature")


FITTING = {"creditoverrides": lambda: registers.proposed_override(registers.HERE)}


def an_editable(register: Register) -> Any:
    maker = FITTING.get(register.key) or (lambda: registers.make(register.model._meta.label))
    row = maker()
    register.model._default_manager.filter(pk=row.pk).update(state=site.correctable(register.model))
    return stored(row)


def stored(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def corrector(cast: Any, register: Register, row: Any) -> Member:
    for name in ("guangxin", "guangxin_admin", "township", "city", "reviewer"):
        member = getattr(cast, name)
        if member.post.has_perm(register.perm("change")) and register.rows(member.post).filter(pk=row.pk).exists():
            return member
    raise AssertionError("nobody of the cast may correct it")


def typed(form: Any) -> dict[str, Any]:
    """What a browser sends back of the page as it was opened, but for the version."""
    data = {field.html_name: _sent(field) for field in form if field.name not in (*FILES, "version")}
    return {name: value for name, value in data.items() if value is not None and value is not False} | {"save": "1"}


def _sent(field: Any) -> Any:
    """Of a select only what it offers: a place that is not among them is sent as none."""
    value = field.value()
    if isinstance(field.field, forms.ModelChoiceField) and value:
        try:
            field.field.clean(value)
        except forms.ValidationError:
            return ""
    return value


def test_there_are_registers_to_ask():
    assert len(CORRECTED) >= 15


@each
def test_without_a_version_or_with_another_nothing_is_written(cast, register):
    row = an_editable(register)
    member = corrector(cast, register, row)
    page = register.url("edit", row.pk)
    form = member.get(page).context["form"]
    assert form["version"].value() == row.version
    before = register.model._default_manager.filter(pk=row.pk).values().get()
    for version in ({}, {"version": ""}, {"version": row.version - 1}, {"version": row.version + 1}):
        answer = member.post_to(page, typed(form) | version)
        assert answer.status_code == 422, version
        assert not answer.context["form"].errors, "it is the version that is refused, not a field"
        assert register.model._default_manager.filter(pk=row.pk).values().get() == before
    saved = member.post_to(page, typed(form) | {"version": row.version})
    assert saved.status_code == 302, saved.context["form"].errors
    assert stored(row).version == row.version + 1


@each
def test_the_service_behind_it_holds_alike(cast, register):
    row = an_editable(register)
    by = corrector(cast, register, row).post
    for version in (row.version - 1, row.version + 1):
        with pytest.raises(StaleEdit):
            register.edit(stored(row), by=by, version=version)
    register.edit(stored(row), by=by, version=row.version)
    with pytest.raises(StaleEdit):  # the second of two who had the same page open
        register.edit(stored(row), by=by, version=row.version)
    assert stored(row).version == row.version + 1


@each
def test_the_service_does_not_move_it_to_a_neighbour(cast, register):
    """Neither by its place nor by taking a neighbour's subject: refused, or the place stays what it was."""
    row = an_editable(register)
    by = corrector(cast, register, row).post
    if by.is_citywide:
        pytest.skip("only the city corrects these, and every county is the city's")
    moves = [{"region": registers.THERE.region}]
    if any(field.name == "subject" for field in register.model._meta.fields):
        moves.append({"subject": registers.THERE.subject()})
    for move in moves:
        try:
            register.edit(stored(row), by=by, version=row.version, **move)
        except (Forbidden, RuleViolation):
            assert stored(row).version == row.version
        after = stored(row)
        assert (after.county_id, after.region_id) == (row.county_id, row.region_id), move
        assert getattr(after, "subject_id", None) == getattr(row, "subject_id", None), move
        row = after
