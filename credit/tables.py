"""The registers of the credit room: files with their ratings, entries, overrides, objections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from supervision.ground.desk import (
    Column,
    Condition,
    Direct,
    Panel,
    Register,
    Verb,
    by_itself,
    hidden,
    label_of,
    verbs_of,
)
from supervision.ground.life import Life
from supervision.ground.subjects import Kind

from . import panels, services
from .forms import FileForm, ObjectionForm, OverrideForm
from .models import CreditEntry, CreditFile, CreditOverride, Objection


def _decided(
    life: Life[Any],
    *,
    submit: str,
    accept: dict[str, Any],
    refuse: dict[str, Any],
    void: dict[str, Any] | None = None,
) -> tuple[Verb, ...]:
    """The four verbs in the words of the room. What has taken effect is undone by a new decision of two people, never
    by returning or voiding the old one.
    """
    handed_in, agreed, refused, withdrawn = verbs_of(life)
    return (
        replace(handed_in, label=submit),
        replace(agreed, **accept),
        replace(refused, **refuse),
        replace(withdrawn, **({"confirm": ""} | (void or {}))),
    )


FILES = Register(
    key="creditfiles",
    model=CreditFile,
    label="信用档案",
    fields=(
        "subject",
        Column("number", kind="code"),
        Column("kind", "主体类型", label_of("subject__kind", Kind), width=16),
        *hidden("county"),
        "township",
        Column("grade", kind="badge"),
        "points",
        "direct",
        Column("held", label="人工核定", kind="badge", list=False),
        "rated_on",
        "opened_on",
        Column("ruleset", expr="ruleset__version", list=False),
    ),
    sorts=("opened_on", "points"),
    default_sort="-opened_on",
    asked=("grade", Condition("kind", path="subject__kind")),
    without=("state",),
    form=FileForm,
    create=services.open_file,
    direct=Direct("建档并评定", "已建立并评定等级", title="建立信用档案"),
    detail=(
        ("监管对象", ("subject", "kind", "county", "township")),
        ("信用等级", ("grade", "points", "direct", "held", "rated_on", "ruleset", "opened_on", "number")),
    ),
    panels=(Panel("credit/why.html", panels.why),),
)

ENTRIES = Register(
    key="creditentries",
    model=CreditEntry,
    label="信用记录",
    fields=(
        "subject",
        Column("number", kind="code"),
        Column("kind", "主体类型", label_of("subject__kind", Kind), width=16),
        *hidden("county"),
        "township",
        "held_on",
        "name",
        "family",
        "points",
        Column("direct_grade", kind="badge"),
        Column(
            "taken_back", "已撤回", ExpressionWrapper(Q(counter__isnull=False), BooleanField()), kind="flag", width=8
        ),
        *hidden("reason"),
        Column("ruleset", expr="ruleset__version", list=False),
    ),
    sorts=("held_on",),
    default_sort="-held_on",
    asked=("family", "direct_grade"),
    without=("state",),
    dated=True,
    detail=(
        ("信用记录", ("name", "family", "points", "direct_grade", "held_on", "reason", "taken_back")),
        ("监管对象", ("subject", "kind", "county", "township", "ruleset", "number")),
    ),
    panels=(Panel("credit/entry.html", panels.entry),),
)

OVERRIDES = Register(
    key="creditoverrides",
    model=CreditOverride,
    label="信用等级人工调整",
    fields=(
        "subject",
        Column("number", kind="code"),
        *hidden("county"),
        "township",
        "proposed_on",
        Column("grade", kind="badge"),
        "reason",
        Column("state", kind="badge"),
        Column("made_by", label="提出人", list=False),
        Column("accepted_by", label="复核人", list=False),
    ),
    sorts=("proposed_on",),
    default_sort="-proposed_on",
    asked=("grade",),
    form=OverrideForm,
    life=services.OVERRIDE,
    care=by_itself,
    verbs=_decided(
        services.OVERRIDE,
        submit="提交复核",
        accept={
            "label": "确认调整",
            "confirm": "确认后等级立即变更，并写入监管对象名录。",
            "asked": "确认调整",
            "done": "已确认，等级已变更",
        },
        refuse={"label": "不同意", "done": "未获同意，已退回提出人"},
    ),
    judged_by=("file",),
    dated=True,
)

OBJECTIONS = Register(
    key="objections",
    model=Objection,
    label="信用异议",
    fields=(
        "subject",
        Column("number", kind="code"),
        *hidden("county"),
        "township",
        "raised_on",
        Column("entry", expr="entry__number", kind="code"),
        Column("entry_name", "事项", "entry__name", width=20),
        "reason",
        Column("state", kind="badge"),
        *hidden("returned_why"),
        Column("made_by", label="提出人", list=False),
        Column("accepted_by", label="复核人", list=False),
    ),
    sorts=("raised_on",),
    default_sort="-raised_on",
    form=ObjectionForm,
    life=services.OBJECTION,
    care=by_itself,
    verbs=_decided(
        services.OBJECTION,
        submit="提交",
        accept={
            "label": "采纳异议",
            "confirm": "采纳后该条信用记录将撤回，并重新评定等级。",
            "done": "已采纳，信用记录已撤回",
        },
        refuse={"label": "维持原记录", "done": "已答复：维持原记录"},
        void={"label": "撤回异议", "done": "已撤回"},
    ),
    dated=True,
)

REGISTERS = (FILES, ENTRIES, OVERRIDES, OBJECTIONS)
