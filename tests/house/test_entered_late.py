"""What happened longer ago than its register allows is entered with a reason only, by whatever door it comes.

Generated: every kind of record says whether it asks, and is tried through its own services and its own form.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from supervision.ground import clock, entry
from supervision.ground.desk.registry import Register
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from tests import registers

from . import site
from .test_edit_pages_hold import FITTING, corrector, stored, typed

pytestmark = [pytest.mark.django_db, pytest.mark.entry_days]
LATER = registers.DAY + dt.timedelta(days=200)
ASKED = [model for model in registers.record_models() if entry.asks_why_late(model)]
FORMS = [register for register in site.registers() if register.edit and entry.asks_why_late(register.model)]
WHY = "纸质材料年底才收齐"


def test_every_kind_of_record_asks_or_says_why_not():
    for model in registers.record_models():
        assert entry.asks_why_late(model) or model.ENTRY_EXEMPT.endswith("。"), model._meta.label


@pytest.mark.parametrize("model", ASKED, ids=lambda model: model._meta.label_lower)
def test_the_service_asks(cast, model):
    """Made half a year later by the register's own services: refused, or its day is one of those days."""
    made: Any = None
    refused: RuleViolation | None = None
    with clock.at(LATER):
        try:
            made = registers.make(model._meta.label)
        except RuleViolation as wrong:
            refused = wrong
    if refused is not None:
        assert (refused.field, "补录原因" in str(refused)) == (entry.LATE, True), refused
    else:
        assert getattr(made, made.DATE_FIELD) >= LATER - dt.timedelta(days=made.ENTRY_DAYS)


@pytest.mark.parametrize("register", FORMS, ids=lambda register: register.key)
def test_the_form_asks_and_keeps_what_is_said(cast, register: Register):
    with entry.of_its_day():
        maker = FITTING.get(register.key) or (lambda: registers.make(register.model._meta.label))
        row: Any = maker()
    old = {register.model.DATE_FIELD: registers.DAY, "made_at": clock.now(), "state": State.DRAFT}
    register.model._default_manager.filter(pk=row.pk).update(**old)
    row = stored(row)
    member, page = corrector(cast, register, row), register.url("edit", row.pk)
    form = member.get(page).context["form"]
    assert form.fields[entry.LATE].widget.is_hidden
    if register.model.DATE_FIELD not in form.fields:
        return  # its day is not typed
    told = typed(form) | {"version": row.version, "submit": "1"}
    answer = member.post_to(page, told)
    assert answer.status_code == 422
    asked = answer.context["form"]
    if register.model.DATE_FIELD in asked.errors:
        return  # a rule of its own binds the day to that of another record
    assert entry.LATE in asked.errors, asked.errors
    assert not asked.fields[entry.LATE].widget.is_hidden
    answer = member.post_to(page, told | {"version": stored(row).version, entry.LATE: WHY})
    assert answer.status_code == 302, answer.context["form"].errors
    assert stored(row).late_why == WHY
