"""The registers of the emergency room: incidents and their determinations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from supervision.ground.desk import Column, Direct, Panel, Register, Step, Verb, label_of
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, State

from . import panels, rules, services
from .filters import DeterminationFilterSet, IncidentFilterSet
from .forms import DeterminationForm, IncidentForm, IncidentReportForm, LevelForm, SupplementForm
from .models import Determination, Incident
from .vocabulary import Level, ReportKind, Source, Status

NUMBER = Column("number", "编号", kind="code", width=24)
COUNTY = Column("county", "县（市、区）", "county__name", kind="region")
TOWNSHIP = Column("township", "乡镇（街道）", "township__name", kind="region")
STATE = Column("state", "状态", label_of("state", State), kind="badge", width=10)


def _may_move(to: Status) -> Callable[[Incident], bool]:
    return lambda incident: rules.may_move(incident.status, to)


def _going_on(incident: Incident) -> bool:
    return not incident.is_void and incident.status != Status.ENDED


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
        fits=lambda incident: not incident.is_void,
        initial=lambda incident: {"kind": ReportKind.FOLLOW if incident.reports.exists() else ReportKind.FIRST},
    ),
    Step(
        "level",
        "定级",
        LevelForm,
        services.decide_level,
        fits=_going_on,
        initial=lambda incident: {"level": incident.level or incident.suggested},
    ),
    Step(
        "supplement",
        "补充情况",
        SupplementForm,
        _supplement,
        perm="change",
        fits=_going_on,
        initial=SupplementForm.initial_of,
    ),
)

INCIDENTS = Register(
    key="incidents",
    model=Incident,
    label="突发事件",
    columns=(
        Column("title", "标题", width=36),
        NUMBER,
        Column("noticed_on", "接报日期", kind="date", width=12),
        COUNTY,
        TOWNSHIP,
        Column("status", "处置状态", label_of("status", Status), kind="badge", width=10),
        Column("suggested", "建议级别", label_of("suggested", Level), kind="badge", width=14),
        Column("level", "定级", label_of("level", Level), kind="badge", width=14),
        Column("drill", "演练", kind="flag", width=8),
        Column("text", "情况", list=False, width=60),
        Column("region", "所在地区", "region__name", kind="region", list=False),
        Column("happened_at", "发生时间", kind="moment", list=False, width=18),
        Column("place", "发生地点", list=False, width=24),
        Column("source", "来源", label_of("source", Source), list=False),
        Column("subject", "涉及监管对象", "subject__name", list=False, width=28),
        Column("product", "涉及产品", list=False),
        Column("deaths", "死亡人数", kind="number", list=False),
        Column("affected", "受害人数", kind="number", list=False),
        Column("townships", "涉及乡镇数", kind="number", list=False),
        Column("counties", "涉及县数", kind="number", list=False),
        Column("cities", "涉及设区市数", kind="number", list=False),
        Column("suggested_why", "建议依据", list=False, width=24),
        Column("noticed_at", "接报时间", kind="moment", list=False, width=18),
        Column("report_due", "初报时限", kind="moment", list=False, width=18),
        Column("first_reported_at", "初报时间", kind="moment", list=False, width=18),
        Column("ended_at", "终止时间", kind="moment", list=False, width=18),
        Column("ended_why", "终止说明", list=False, width=30),
        Column("made_by", "上报人", "made_by__user__name", list=False),
        Column("state", "记录状态", label_of("state", State), kind="badge", width=10, list=False),
    ),
    sorts=("noticed_on",),
    default_sort="-noticed_on",
    filters=IncidentFilterSet,
    form=IncidentForm,
    create=services.report_first,
    direct=Direct("立即上报", "已上报", title="突发事件初报"),
    steps=STEPS,
    verbs=(
        Verb("verify", "开始核实", services.begin_verifying, COUNTED, perm="respond", fits=_may_move(Status.VERIFYING)),
        Verb(
            "respond",
            "启动响应",
            services.respond,
            COUNTED,
            perm="respond",
            style="primary",
            fits=_may_move(Status.RESPONDING),
        ),
        Verb("end", "终止", services.end, COUNTED, needs_reason=True, style="warning", fits=_may_move(Status.ENDED)),
        Verb(
            "void",
            "作废",
            services.void_incident,
            (*COUNTED, State.DRAFT, State.RETURNED),
            needs_reason=True,
            style="danger",
            confirm="作废后不再计入统计，且不能恢复。确定作废吗？",
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
    dated=True,
)

DETERMINATIONS = Register(
    key="determinations",
    model=Determination,
    label="事件认定单",
    columns=(
        Column("incident", "事件", "incident__title", width=36),
        NUMBER,
        Column("determined_on", "认定日期", kind="date", width=12),
        Column("county", "责任县（市、区）", "county__name", kind="region"),
        Column("level", "认定级别", label_of("level", Level), kind="badge", width=14),
        Column("agricultural", "属农业环节责任", kind="flag", width=12),
        Column("organ", "认定机关", width=24),
        Column("document", "文号", width=20),
        Column("incident_number", "事件编号", "incident__number", kind="code", list=False, width=24),
        Column("basis", "认定依据", list=False, width=60),
        STATE,
        Column("made_by", "填报人", "made_by__user__name", list=False),
        Column("accepted_by", "确认人", "accepted_by__user__name", list=False),
    ),
    sorts=("determined_on",),
    default_sort="-determined_on",
    filters=DeterminationFilterSet,
    form=DeterminationForm,
    create=services.determine,
    edit=services.amend_determination,
    verbs=(
        Verb("submit", "提交", services.submit_determination, (State.DRAFT, State.RETURNED), style="primary"),
        Verb(
            "accept",
            "确认生效",
            services.confirm_determination,
            (State.SUBMITTED,),
            style="primary",
            confirm="Ⅱ级及以上且属农业环节责任的，确认后即触发年终考核一票否决。",
            asked="确认生效",
            done="已生效",
        ),
        Verb(
            "return",
            "退回",
            services.refuse_determination,
            (State.SUBMITTED, State.ACCEPTED),
            needs_reason=True,
            style="warning",
        ),
        Verb(
            "void",
            "作废",
            services.void_determination,
            (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED),
            needs_reason=True,
            style="danger",
            confirm="作废后不再计入统计，且不能恢复。确定作废吗？",
        ),
    ),
    dated=True,
)

REGISTERS = (INCIDENTS, DETERMINATIONS)
