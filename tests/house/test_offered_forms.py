"""Whoever is offered a form can fill it in: what may be said in it is accepted, and nothing is asked that it lacks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.urls import resolve

from credit.services import OBJECTION
from supervision.grid.merging import MERGES
from supervision.ground import history
from supervision.ground.desk import RegionField
from supervision.ground.desk.doubts import SURE
from supervision.ground.people import Role, system_post
from supervision.ground.records import SUBJECT_ROLES, Record, State
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Subject
from tests import registers
from tests.cast import DONGTUAN, MEMBERS

from . import site
from .test_saved_unchanged import PLACED, into_a_village, sent_by_a_browser

pytestmark = [pytest.mark.django_db, pytest.mark.doors]
ENTERED = [register for register in site.registers() if register.create and issubclass(register.model, Record)]
each = pytest.mark.parametrize("register", ENTERED, ids=[register.key for register in ENTERED])
FORM = re.compile(r'href="(/[^"?]*/new/)')
ALIKE = ("xinzhou", "neighbour_township", "zone", "guangxin_admin", "reviewer")  # as others of the cast
FITTING = {
    "merges": lambda: MERGES.life.create(
        by=registers.HERE.recorder, subject=registers.HERE.subject(), into=registers.HERE.subject(), why="同一家"
    ),
    "creditoverrides": lambda: registers.proposed_override(registers.HERE),
    "objections": lambda: OBJECTION.create(
        by=registers.HERE.reviewer, entry=registers.credit_entry(registers.HERE), reason="记录有误"
    ),
}
# To its own rows: an entry about it, a failed sample of it.
ELSEWHERE = {
    ("producer", "objections"): "tests/credit/test_objections.py",
    ("producer", "retests"): "tests/monitoring/test_retest.py",
}
each_member = pytest.mark.parametrize("name", [name for name in MEMBERS if name not in ALIKE])


def offered_to(member: Any) -> set[str]:
    """Every address of a new form that the home page, its bars and the lists in the menu offer."""
    home = member.get("/").content.decode()
    lists = [register.url() for register in ENTERED if f'href="{register.url()}"' in home]
    pages = [home, *(member.get(url).content.decode() for url in lists)]
    return {found for page in pages for found in FORM.findall(page)}


@each_member
def test_every_offered_form_opens_with_what_it_asks(cast, name):
    member = getattr(cast, name)
    for url in offered_to(member):
        answer = member.get(url)
        assert answer.status_code == 200, url
        for field in answer.context.get("form") or ():
            silent = field.is_hidden and field.field.required
            assert not silent or _fits(field), f"{url}: {field.name} is asked for, but the page has no field for it"


def _fits(field: Any) -> bool:
    try:
        field.field.clean(field.value())
    except forms.ValidationError:
        return False
    return True


def a_row(register: Any, member: Any) -> Any:
    """A row of the place, of the member's own subject where it has one; void, so that its like may be entered again."""
    row = (FITTING.get(register.key) or (lambda: registers.make(register.model._meta.label)))()
    if register.key not in (*PLACED, "certificates"):
        into_a_village(row)
    elif register.key == "certificates":
        village = Region.objects.filter(parent=DONGTUAN).order_by("code")[0]
        Subject.objects.filter(pk=row.subject_id).update(region=village)
    told: dict[str, Any] = {"state": State.VOID, "voided_why": "重新填报"}
    if member.post.role in SUBJECT_ROLES and hasattr(row, "subject_id"):
        told["subject"] = Subject.objects.get(organisation=member.post.organisation)
    elif member.post.role == Role.SOCIAL_SUPERVISOR and register.key == "incidents":
        told["subject"] = None  # a citizen does not choose from the register of subjects
    if register.key != "certificates":  # an issued one is never changed; two of the same day may stand
        with history.acting(system_post(), "测试"):
            register.model._default_manager.filter(pk=row.pk).update(**told)
            row.refresh_from_db()
            for name in told.keys() & {"subject"}:
                setattr(row, name, told[name])
    elif "subject" in told:
        row.subject = told["subject"]
    return row


def filled_in(register: Any, member: Any, row: Any) -> dict[str, Any]:
    kind = register.form_class
    given: dict[str, Any] = {"initial": kind.initial_of(row)}
    if hasattr(kind, "_meta"):
        given["instance"] = row
    form = kind(post=member.post, **given)
    sent = sent_by_a_browser(form)
    for name, field in form.fields.items():
        if isinstance(field, RegionField) and Level.VILLAGE not in field.levels:
            sent[name] = row.township_id if Level.TOWNSHIP in field.levels else row.county_id
    return {name: value for name, value in sent.items() if name not in ("save", "version", "client_key")}


def checked(member: Any, url: str, data: dict[str, Any]) -> Any:
    """The answer to a form, with the tick where something is only doubted."""
    answer = member.post_to(url, data)
    fields = answer.context["form"].fields if answer.status_code == 422 else {}
    return member.post_to(url, data | {SURE: fields[SURE].widget.attrs["value"]}) if SURE in fields else answer


@each
def test_what_fits_is_accepted_from_everybody_who_is_offered_the_form(cast, register):
    tried = 0
    for name in MEMBERS:
        member = getattr(cast, name)
        if (name, register.key) in ELSEWHERE:
            continue
        if name in ALIKE or not member.post.has_perm(register.perm("view")):
            continue
        if f'href="{register.url("new")}' not in member.get(register.url()).content.decode():
            continue
        data = filled_in(register, member, a_row(register, member)) | {"submit": "1"}
        answer = checked(member, register.url("new"), data)
        assert answer.status_code == 302, (name, answer.context["form"].errors if answer.context else "")
        assert resolve(answer.url.partition("?")[0]).url_name
        tried += 1
    assert tried, "nobody is offered it"


def test_an_assistant_is_offered_what_he_may_conclude(cast):
    subject = registers.HERE.subject()
    offered = {
        name: [code for code, _ in getattr(cast, name).get(f"/supervision/patrols/new/?subject={subject.pk}")
               .context["form"].fields["conclusion"].choices]
        for name in ("assistant", "township")
    }  # fmt: skip
    assert offered["assistant"] == ["pass", "absent", "blocked"]
    assert offered["township"] == ["pass", "rectify", "transfer", "absent", "blocked"]


def test_a_market_is_offered_no_form_that_is_not_its_own(cast):
    assert offered_to(cast.market) == set()
    assert cast.market.get("/certificates/certificates/new/").status_code == 403
