"""Every step of every register: offered and done by who may, stale once and then saved, refused in words otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from supervision.enforcement.services.case import decide_case
from supervision.ground import acts, clock, history
from supervision.ground.desk.acts import Step
from supervision.ground.desk.registry import Register
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.patrols.services.rectification import report_fixed
from tests import make, registers
from tests.cast import Member
from tests.supervision.case.maker import case

from . import site

pytestmark = pytest.mark.django_db
# What needs more than typed values and the usual row (photos, a verdict, a second laboratory) is tried there.
ELSEWHERE = {
    "rectifications-own": "tests/supervision/rectification/test_same_person.py",
    "retests-commission": "tests/monitoring/test_retest.py",
    "samples-ask-void": "tests/monitoring/test_void_of_a_verdict.py",
    "samples-remeasure": "tests/monitoring/test_retest.py",
    "samples-serve": "tests/monitoring/test_retest.py",
}
STEPS = [
    (register, step)
    for register in site.registers()
    for step in register.steps
    if f"{register.key}-{step.name}" not in ELSEWHERE
]
NAMES = [f"{register.key}-{step.name}" for register, step in STEPS]
each_step = pytest.mark.parametrize(("register", "step"), STEPS, ids=NAMES)


def fixed() -> models.Model:
    order = registers.make("supervision.rectification")
    return report_fixed(order, by=make.post("township"), fixed_on=dt.date(2021, 11, 10), report="已补记")


def decided() -> models.Model:
    return decide_case(
        case(), by=make.post("guangxin"), decided_on=dt.date(2021, 7, 1), procedure="ordinary", penalties=["fine"]
    )


# What is typed, and the row it fits where the usual one does not.
TYPED: dict[str, dict[str, Any]] = {
    "subjects-alter": {"address": "老街12号", "effective_on": "2021-12-01", "why": "搬到新址"},
    "subjects-base": {"region": "361102100", "name": "沙溪二基地", "area": "30"},
    "rectifications-fix": {"fixed_on": "2021-11-10", "report": "已补记用药"},
    "rectifications-pass": {"closed_on": "2021-11-12", "recheck": "属实"},
    "rectifications-own": {"closed_on": "2021-11-12", "recheck": "属实"},
    "rectifications-fail": {"recheck": "仍缺间隔期"},
    "cases-classify": {"category": "quality"},
    "cases-file": {"filed_on": "2021-05-10"},
    "cases-decide": {"decided_on": "2021-11-20", "procedure": "ordinary", "penalties": ["fine"], "document": "一号"},
    "cases-close": {"closed_on": "2021-12-01"},
    "cases-transfer": {"transferred_on": "2021-11-20"},
    "samples-serve": {"told_on": "2021-12-20", "told_how": "hand"},
    "samples-ask-void": {"why": "样品弄错"},
    "samples-remeasure": {"why": "复核结果"},
    "staff-alter": {"certificate": "赣A123", "effective_on": "2021-12-01", "why": "换发"},
    "laboratories-alter": {"level": "township", "effective_on": "2021-12-01", "why": "下放"},
    "certifications-alter": {"area": "55", "effective_on": "2021-12-01", "why": "扩种"},
    "staff-leave": {"until": "2021-11-30"},
    "certifications-renew": {
        "certificate_number": "LB-2", "valid_from": "2021-12-01", "valid_to": "2024-11-30",
    },
    "certifications-end": {"how": "surrendered", "on": "2021-12-20", "why": "不再种植"},
    "certificates-mark": {"kind": "failed", "why": "抽检超标"},
    "incidents-report": {"kind": "follow", "text": "已送检"},
    "incidents-level": {"level": "4", "why": "影响较小"},
    "incidents-supplement": {"title": "疑似中毒", "place": "董团集镇"},
}  # fmt: skip
FITTING: dict[str, Callable[[], models.Model]] = {
    "rectifications-pass": fixed,
    "rectifications-own": fixed,
    "rectifications-fail": fixed,
    "cases-classify": lambda: case(filed_on=None, category="pending"),
    "cases-file": lambda: case(filed_on=None),
    "cases-close": decided,
}


def row_for(register: Register, step: Step) -> models.Model:
    maker = FITTING.get(f"{register.key}-{step.name}") or (lambda: registers.make(register.model._meta.label))
    return register.model._default_manager.get(pk=maker().pk)


def doer(cast: Any, register: Register, step: Step, row: models.Model) -> Member:
    """Somebody to whom it is offered, or at least one who has the right."""
    known = (cast.guangxin, cast.guangxin_admin, cast.township, cast.city)
    able = [member for member in known if member.post.has_perm(register.perm(step.right))]
    rows = {member.name: register.to_judge(member.post).filter(pk=row.pk).first() for member in able}
    offered = (m for m in able if rows[m.name] and not register.why_not(step, rows[m.name], m.post))
    return next(offered, able[0])


def url(register: Register, step: Step, row: models.Model) -> str:
    return register.url("step", row.pk, step.name)


def test_every_step_is_tried_here():
    assert set(NAMES) | set(ELSEWHERE) == set(TYPED) | {"retests-commission"}
    assert all(Path(path).exists() for path in ELSEWHERE.values())


@each_step
def test_it_is_offered_and_done_at_the_second_try(cast, register, step):
    row = row_for(register, step)
    member = doer(cast, register, step, row)
    page, typed = url(register, step, row), TYPED[f"{register.key}-{step.name}"]
    assert f'href="{page}"' in member.get(register.url("detail", row.pk)).content.decode()
    assert member.get(page).context["form"]["version"].value() == row.version

    bare = member.post_to(page, typed)
    assert bare.status_code == 422
    assert "没有收到记录的版本号" in bare.content.decode()
    late = member.post_to(page, typed | {"version": row.version + 7})
    text = late.content.decode()
    assert late.status_code == 422
    assert "已被他人修改" in text
    assert f'href="{register.url("detail", row.pk)}" target="_blank"' in text
    form = late.context["form"]
    again = typed | {"version": form["version"].value()}
    assert {name: form[name].value() for name in again} == again

    before = acts.on_record(row).count()
    done = member.post_to(page, again, follow=True)
    assert done.redirect_chain, done.context["form"].errors
    assert step.said(done.context["record"]) in done.content.decode()
    reached = done.context["record"]  # a renewal is a record of its own, and its making is the act
    assert acts.on_record(reached).count() == (before if reached == row else 0) + 1


@each_step
def test_what_does_not_fit_is_said(cast, register, step):
    row = row_for(register, step)
    member = doer(cast, register, step, row)
    told = {"state": State.VOID, "voided_by": system_post(), "voided_at": clock.now(), "voided_why": "测试"}
    with history.acting(system_post(), "测试"):
        register.model._default_manager.filter(pk=row.pk).update(**told)
    page, typed = url(register, step, row), TYPED[f"{register.key}-{step.name}"]
    sentence = register.why_not(step, register.to_judge(member.post).get(pk=row.pk), member.post)
    assert sentence
    assert f'href="{page}"' not in member.get(register.url("detail", row.pk)).content.decode()
    answer = member.get(page, follow=True)
    assert answer.redirect_chain == [(register.url("detail", row.pk), 302)]
    assert sentence in answer.content.decode()
    refused = member.post_to(page, typed | {"version": row.version})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert all(refused.context["form"][name].value() == value for name, value in typed.items())


@each_step
def test_who_may_not_and_whose_row_it_is_not(cast, register, step):
    row = row_for(register, step)
    page, typed = url(register, step, row), TYPED[f"{register.key}-{step.name}"]
    assert f'href="{page}"' not in cast.auditor.get(register.url("detail", row.pk)).content.decode()
    assert cast.auditor.get(page).status_code == 403
    assert cast.auditor.post_to(page, typed | {"version": row.version}).status_code == 403
    neighbours = (cast.xinzhou, cast.neighbour_township)
    member = next(member for member in neighbours if member.post.has_perm(register.perm(step.right)))
    assert member.get(page).status_code == 404
    assert member.post_to(page, typed | {"version": row.version}).status_code == 404
    assert cast.guangxin.get(register.url("step", row.pk, "nothing")).status_code == 404
