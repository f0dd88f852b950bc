"""The key of a form: the same person's again is the record already there, another person's is refused, everywhere."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from certificates.services import issue
from credit.services import raise_objection
from supervision.ground import facts
from supervision.ground.desk.registry import Register
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import Record
from tests import make, registers
from tests.cast import MEMBERS

from . import site

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b21")
ENTERED = [register for register in site.registers() if register.create and issubclass(register.model, Record)]
each = pytest.mark.parametrize("register", ENTERED, ids=[register.key for register in ENTERED])
OWN = {field.name for field in Record._meta.get_fields()} - {"region"}


def _objection() -> Record:
    entry = registers.credit_entry(registers.HERE)
    return raise_objection(entry=entry, reason="记录有误", by=make.post("guangxin"))


def _certificate() -> Record:
    """The database refuses to change one that is issued: it comes with its key."""
    batch = {"product": registers.vegetable(), "quantity": 12, "bases": ["self_tested"]}
    return issue(by=make.post("township"), subject=registers.HERE.subject(), client_key=KEY, **batch)


FITTING: dict[str, Callable[[], Record]] = {
    "certificates": _certificate,
    "creditoverrides": lambda: registers.proposed_override(registers.HERE),
    "objections": _objection,
}
# Where the service works out the rest by itself.
ASKED = {"certificates": ("subject", "product", "quantity", "bases"), "creditfiles": ("subject", "opened_on")}


def entered(register: Register) -> Any:
    """A record that was entered with the key."""
    maker = FITTING.get(register.key) or (lambda: registers.make(register.model._meta.label))
    rows = register.model._default_manager.filter(pk=maker().pk)
    if rows.get().client_key is None:
        rows.update(client_key=KEY)
    return rows.get()


def typed(register: Register, row: Record) -> dict[str, Any]:
    """The record typed once more."""
    fields = [field for field in row._meta.concrete_fields if field.name not in OWN and not field.primary_key]
    names = ASKED.get(register.key) or [field.name for field in fields if field.editable]
    return {name: getattr(row, name) for name in names}


def others(register: Register, row: Any) -> list[Post]:
    """Everybody else who may enter such a record, here or elsewhere."""
    posts = [make.post(name) for name in MEMBERS]
    return [post for post in posts if post.has_perm(register.perm("add")) and post.user_id != row.made_by.user_id]


def counts(register: Register) -> tuple[int, int]:
    return register.model._default_manager.count(), facts.Fact.objects.count()


def test_there_are_registers_to_ask():
    assert len(ENTERED) >= 18


@each
def test_the_same_persons_is_the_record_already_there(cast, register):
    row = entered(register)
    before = counts(register)
    assert register.create(by=row.made_by, client_key=KEY, **typed(register, row)).pk == row.pk
    assert counts(register) == before


@each
def test_anothers_is_refused_and_writes_nothing(cast, register):
    row = entered(register)
    given, told = typed(register, row), []
    if register.key == "creditfiles":  # a subject that has its file is answered with that
        given["subject"] = registers.HERE.subject()
    before = counts(register)
    for by in others(register, row):
        with pytest.raises((RuleViolation, Forbidden)) as refused, transaction.atomic():
            register.create(by=by, client_key=KEY, **given)
        told.append(str(refused.value))
        assert counts(register) == before
    assert not told or any("上报标识重复" in said for said in told), told
    assert register.model._default_manager.get(client_key=KEY) == row
