"""No state that waits for nobody: a register says whose turn its open rows are, or stands in the list below."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from django.db import models

from shangrao_nongan.roles import permissions_of
from supervision.ground import desk, turns
from supervision.ground.people import OF_SUBJECT

from . import site
from .source import CHINESE, ROOT

EVERYWHERE = "comes with turns everywhere"
# Registers whose rows wait for somebody, and do not yet say for whom. One that says so leaves the list.
WAITING = dict.fromkeys(
    (
        "capabilities", "cases", "certifications", "changes", "creditoverrides", "determinations", "handlings",
        "incidents", "labcertificates", "merges",
        "laboratories", "objections", "patrols", "pilots", "productionrecords", "retests", "samples", "staff",
        "subjects", "tasks", "testorders", "trainings", "workreports",
    ),
    EVERYWHERE,
)  # fmt: skip
NOTED = "written down when it happened, and never changed"
NEVER_OPEN = {
    **{
        f"audit-{what}": NOTED
        for what in ("acts", "appointments", "exports", "imports", "reveals", "signins", "tries")
    },
    "certificates": "issued by the producer and in force at once; nobody reviews one",
    "creditentries": "written from facts, in force at once",
    "creditfiles": "opened and in force at once",
    "posts": "begin and end by their days",
}
DUTIES = pytest.mark.parametrize("duty", turns.DUTIES.values(), ids=lambda duty: duty.code)


def test_every_register_says_whose_turn_its_open_rows_are_or_is_named():
    said = {duty.model for duty in turns.DUTIES.values()}
    silent = [one.key for one in site.registers() if one.model not in said]
    assert sorted(silent) == sorted([*WAITING, *NEVER_OPEN])


def test_what_is_never_open_is_neither_drafted_nor_reviewed():
    for key in NEVER_OPEN:
        register = desk.REGISTERS[key]
        assert register.direct or not register.create
        assert not register.verb_named("submit") and not register.verb_named("accept")


@DUTIES
def test_who_carries_it_may_do_it_and_who_it_climbs_to_may_read_it(duty):
    first = [*duty.ladder[0], *(OF_SUBJECT if duty.subject else ())]
    assert [role for role in first if duty.perm not in permissions_of(role)] == []
    view = f"{duty.model._meta.app_label}.view_{duty.model._meta.model_name}"
    assert [role for roles in duty.ladder for role in roles if view not in permissions_of(role)] == []
    named = [role for roles in duty.ladder for role in roles]
    assert len(named) == len(set(named))


@DUTIES
def test_it_ends_by_verbs_that_exist_and_need_its_permission(duty):
    assert duty.verbs
    for named in duty.verbs:
        key, _, name = named.partition(".")
        register = desk.REGISTERS[key]
        verb = register.step_named(name) or register.verb_named(name)
        assert verb is not None, named
        assert register.perm(verb.right) == duty.perm


@DUTIES
def test_its_term_is_in_the_table_and_its_days_are_fields(duty, db):
    with (ROOT / "supervision" / "ground" / "data" / "terms.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert set(duty.terms) <= codes
    assert bool(duty.due) == bool(duty.terms)
    assert not duty.start or duty.due
    kind = dt.datetime if duty.hourly else dt.date
    for name in filter(None, (duty.due, duty.start)):
        duty.rows().filter(**{f"{name}__lt": kind(2021, 1, 1, tzinfo=dt.UTC) if duty.hourly else kind(2021, 1, 1)})
        assert isinstance(duty.model._meta.get_field(name), models.DateTimeField) == duty.hourly
    assert CHINESE.search(duty.label)
