"""The registers of the emergency room: incidents and their determinations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from supervision.ground.desk import (
    Column,
    Condition,
    Direct,
    Panel,
    Register,
    Search,
    Step,
    Verb,
    by_itself,
    hidden,
    verbs_of,
)
from supervision.ground.people import Post

from . import panels, services
from .forms import DeterminationForm, IncidentForm, IncidentReportForm, LevelForm, SupplementForm
from .models import Determination, Incident
from .vocabulary import ReportKind


def _asked(verb: str) -> Callable[[Incident, Post], str]:
    return partial(services.why_not, verb)


def _supplement(incident: Incident, *, by: Post, region: Any, **changes: Any) -> Incident:
    """A place left empty stays what it was: the post's own place was only a guess for the first report."""
    return services.supplement(incident, by=by, version=incident.version, region=region or incident.region, **changes)


STEPS = (
    Step(
        "report",
        "上报",
        IncidentReportForm,
        services.add_report,
        style="primary",
        why_not=_asked("report"),
        initial=lambda incident: {"kind": ReportKind.FOLLOW if incident.reports.exists() else ReportKind.FIRST},
    ),
    Step(
        "level",
        "定级",
        LevelForm,
        services.decide_level,
        why_not=_asked("level"),
        initial=lambda incident: {"level": incident.level or incident.suggested},
    ),
    Step(
        "supplement",
        "补充情况",
        SupplementForm,
        _supplement,
        perm="change",
        why_not=_asked("supplement"),
        initial=SupplementForm.initial_of,
    ),
)

DRILL = Condition("drill", "演练", [("False", "不含演练"), ("True", "只看演练")], all="含演练")

INCIDENTS = Register(
    key="incidents",
    model=Incident,
    label="突发事件",
    fields=(
        Column("title", width=36),
        Column("number", kind="code"),
        "noticed_on",
        "county",
        "township",
        Column("status", kind="badge"),
        Column("suggested", kind="badge"),
        Column("level", kind="badge"),
        "drill",
        *hidden(
            "text",
            "region",
            "happened_at",
            "place",
            "source",
            "subject",
            "product",
            "deaths",
            "affected",
            "townships",
            "counties",
            "cities",
        ),
        Column("suggested_why", width=24, list=False),
        *hidden("noticed_at", "report_due", "first_reported_at", "ended_at", "ended_why"),
        Column("made_by", label="上报人", list=False),
        Column("state", label="记录状态", kind="badge", list=False),
    ),
    citizens=("title", "number", "noticed_on", "county", "township", "status", "text", "place", "product"),
    sorts=("noticed_on",),
    default_sort="-noticed_on",
    asked=("status", "level", DRILL),
    search=Search("编号、标题或内容", ("title", "text")),
    form=IncidentForm,
    create=services.report_first,
    direct=Direct("立即上报", "已上报", title="突发事件初报"),
    steps=STEPS,
    verbs=(
        Verb("verify", "开始核实", services.begin_verifying, perm="respond", why_not=_asked("verify")),
        Verb(
            "respond",
            "启动响应",
            services.respond,
            perm="respond",
            style="primary",
            why_not=_asked("respond"),
        ),
        Verb("end", "终止", services.end, needs_reason=True, style="warning", why_not=_asked("end")),
        Verb(
            "void",
            "作废",
            services.void_incident,
            needs_reason=True,
            style="danger",
            confirm="作废后不再计入统计，且不能恢复。确定作废吗？",
            why_not=_asked("void"),
        ),
    ),
    detail=(
        ("情况", ("title", "text", "status", "drill", "source", "product", "subject")),
        ("时间与地点", ("noticed_at", "report_due", "first_reported_at", "happened_at", "county", "township", "place")),
        (
            "影响与级别",
            ("deaths", "affected", "townships", "counties", "cities", "suggested", "suggested_why", "level"),
        ),
        ("登记", ("number", "made_by", "ended_at", "ended_why")),
    ),
    panels=(Panel("emergency/course.html", panels.course),),
    judged_by=("reports", "determinations"),
    dated=True,
)

SUBMIT, ACCEPT, RETURN, VOID = verbs_of(services.DETERMINATION)

DETERMINATIONS = Register(
    key="determinations",
    model=Determination,
    label="事件认定单",
    fields=(
        Column("incident", label="事件", width=36),
        Column("number", kind="code"),
        "determined_on",
        Column("county", label="责任县（市、区）"),
        Column("level", kind="badge"),
        "agricultural",
        "organ",
        "document",
        Column("incident_number", "事件编号", "incident__number", kind="code", list=False, width=24),
        *hidden("basis"),
        Column("state", kind="badge"),
        *hidden("made_by"),
        Column("accepted_by", label="确认人", list=False),
    ),
    sorts=("determined_on",),
    default_sort="-determined_on",
    asked=("level",),
    search=Search("编号、事件或文号", ("document", "incident__title")),
    form=DeterminationForm,
    life=services.DETERMINATION,
    care=by_itself,
    verbs=(
        SUBMIT,
        replace(
            ACCEPT,
            label="确认生效",
            confirm="Ⅱ级及以上且属农业环节责任的，确认后即触发年终考核一票否决。",
            asked="确认生效",
            done="已生效",
        ),
        RETURN,
        VOID,
    ),
    dated=True,
)

REGISTERS = (INCIDENTS, DETERMINATIONS)
