"""The register of cases (案件)."""

from __future__ import annotations

from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, Q, Value, When

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING
from supervision.ground.people import Post

from ..figures.case import counts_as_handled
from ..forms.case import CaseForm, ClassifyForm, CloseForm, DecideForm, FileForm, TransferForm
from ..models.case import Case
from ..rules.case import ELIGIBLE
from ..services import case as services
from ..vocabulary.case import Penalty, Progress

REACHED = {
    Progress.LEAD: Q(filed_on=None),
    Progress.FILED: Q(filed_on__isnull=False, decided_on=None),
    Progress.DECIDED: Q(decided_on__isnull=False, closed_on=None),
    Progress.CLOSED: Q(closed_on__isnull=False),
}
ASKED = desk.Condition(
    "progress", "办理进度", Progress.choices, lambda rows, value: rows.filter(REACHED[Progress(value)])
)
PROGRESS = Choose(
    *(When(condition, then=Value(reached.label)) for reached, condition in REACHED.items()),
    default=Value(""),
    output_field=CharField(),
)
ELIGIBILITY = Choose(When(Q(category__in=ELIGIBLE), then=Value("是")), default=Value("否"), output_field=CharField())


def _course(record: Case, post: Post) -> dict[str, Any]:
    return {"penalties": [Penalty(code).label for code in record.penalties], "patrol": record.patrol}


STEPS = (
    desk.Step("classify", "定类", ClassifyForm, services.classify_case, style="primary"),
    desk.Step("file", "立案", FileForm, services.file_case, style="primary"),
    desk.Step(
        "decide",
        "作出决定",
        DecideForm,
        services.decide_case,
        style="primary",
        # What was entered with the case must not be taken back by a box nobody looked at.
        initial=lambda record: {"banned_substance": record.banned_substance},
    ),
    desk.Step("close", "结案", CloseForm, services.close_case, style="primary"),
    desk.Step(
        "transfer",
        "移送公安",
        TransferForm,
        services.transfer_case,
        style="warning",
    ),
)


CASES = desk.Register(
    key="cases",
    links=("rectifications",),
    model=Case,
    label="案件",
    fields=(
        NUMBER,
        "cause",
        "category",
        desk.Column("eligible", "计入查办数", ELIGIBILITY, width=10),
        desk.Column("category_by", list=False),
        *desk.hidden("category_on"),
        *desk.hidden("source"),
        "party",
        *desk.hidden("party_kind", "subject"),
        *PLACES,
        "opened_on",
        "filed_on",
        *desk.hidden("due_on", "decided_on", "closed_on"),
        desk.Column("progress", "办理进度", PROGRESS, kind="badge"),
        *desk.hidden("procedure", "document", "banned_substance"),
        desk.Column("value", kind="money", list=False),
        desk.Column("fine", kind="money", list=False),
        desk.Column("forfeited", kind="money", list=False),
        *desk.hidden("transferred_on", "note"),
        *STANDING,
    ),
    sorts=("opened_on",),
    default_sort="-opened_on",
    asked=("category", "source", "procedure", ASKED),
    search=desk.Search("编号、当事人或案由", ("party", "cause")),
    form=CaseForm,
    life=services.LIFE,
    care=desk.by_itself,
    detail=(
        (
            "案件",
            ("cause", "category", "category_by", "category_on", "eligible", "source", "county", "township", "note"),
        ),
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
    counting=desk.Counting("查办农产品质量安全案件", "cases", counts_as_handled),
)
