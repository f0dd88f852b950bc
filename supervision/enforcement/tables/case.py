"""The register of cases (案件)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, F, Q, Value, When

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING, life
from supervision.ground.people import Post
from supervision.ground.records import State

from ..filters.case import REACHED, CaseFilterSet
from ..forms.case import CaseForm, CloseForm, DecideForm, FileForm, TransferForm
from ..models.case import Case
from ..rules.case import ELIGIBLE
from ..services import case as services
from ..vocabulary.case import Category, PartyKind, Penalty, Procedure, Progress, Source

PROGRESS = Choose(
    *(When(condition, then=Value(reached.label)) for reached, condition in REACHED.items()),
    default=Value(""),
    output_field=CharField(),
)
ELIGIBILITY = Choose(When(Q(category__in=ELIGIBLE), then=Value("是")), default=Value("否"), output_field=CharField())


def _course(record: Case, post: Post) -> dict[str, Any]:
    return {"penalties": [Penalty(code).label for code in record.penalties], "patrol": record.patrol}


def _reached(progress: Progress) -> Callable[[Case], bool]:
    return lambda record: record.state != State.VOID and record.progress == progress


STEPS = (
    desk.Step("file", "立案", FileForm, services.file_case, style="primary", fits=_reached(Progress.LEAD)),
    desk.Step(
        "decide",
        "作出决定",
        DecideForm,
        services.decide_case,
        style="primary",
        fits=_reached(Progress.FILED),
        # What was entered with the case must not be taken back by a box nobody looked at.
        initial=lambda record: {"banned_substance": record.banned_substance},
    ),
    desk.Step("close", "结案", CloseForm, services.close_case, style="primary", fits=_reached(Progress.DECIDED)),
    desk.Step(
        "transfer",
        "移送公安",
        TransferForm,
        services.transfer_case,
        style="warning",
        fits=lambda record: record.state != State.VOID and record.transferred_on is None,
    ),
)


CASES = desk.Register(
    key="cases",
    model=Case,
    label="案件",
    columns=(
        NUMBER,
        desk.Column("cause", "案由", width=28),
        desk.Column("category", "案件类别", desk.label_of("category", Category)),
        desk.Column("eligible", "计入查办数", ELIGIBILITY, width=10),
        desk.Column("source", "案件来源", desk.label_of("source", Source), list=False),
        desk.Column("party", "当事人", width=24),
        desk.Column("party_kind", "当事人类型", desk.label_of("party_kind", PartyKind), list=False),
        desk.Column("subject", "监管对象", F("subject__name"), width=24, list=False),
        *PLACES,
        desk.Column("opened_on", "线索受理日期", kind="date", width=12),
        desk.Column("filed_on", "立案日期", kind="date", width=12),
        desk.Column("due_on", "办案期限届满日", kind="date", width=12, list=False),
        desk.Column("decided_on", "决定日期", kind="date", width=12, list=False),
        desk.Column("closed_on", "结案日期", kind="date", width=12, list=False),
        desk.Column("progress", "办理进度", PROGRESS, kind="badge"),
        desk.Column("procedure", "办理程序", desk.label_of("procedure", Procedure), width=20, list=False),
        desk.Column("document", "决定书文号", width=24, list=False),
        desk.Column("banned_substance", "涉及禁用药物", kind="flag", list=False),
        desk.Column("value", "案值（元）", kind="money", list=False),
        desk.Column("fine", "罚款（元）", kind="money", list=False),
        desk.Column("forfeited", "没收违法所得（元）", kind="money", list=False),
        desk.Column("transferred_on", "移送公安日期", kind="date", width=12, list=False),
        desk.Column("note", "案情摘要", width=40, list=False),
        *STANDING,
    ),
    sorts=("opened_on",),
    default_sort="-opened_on",
    filters=CaseFilterSet,
    form=CaseForm,
    create=services.open_case,
    edit=services.correct_case,
    verbs=life(accept=services.accept_case, return_=services.return_case, void=services.void_case),
    detail=(
        ("案件", ("cause", "category", "eligible", "source", "county", "township", "note")),
        ("当事人", ("party", "party_kind", "subject", "banned_substance")),
        (
            "办理",
            ("opened_on", "filed_on", "due_on", "decided_on", "closed_on", "transferred_on", "procedure", "document"),
        ),
        ("统计数据（不参与考核打分和排名）", ("value", "fine", "forfeited")),
        FILED,
    ),
    steps=STEPS,
    panels=(desk.Panel("supervision/panels/case.html", _course),),
    dated=True,
)
