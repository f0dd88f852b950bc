"""The registers of second tests and of what laboratories may report on."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Q, Value, When

from supervision.ground import desk
from supervision.ground.desk import COUNTY, FILED, NUMBER, PLACES, STANDING
from supervision.models import Post

from .. import services
from ..forms import CapabilityForm, CommissionForm, RetestForm
from ..models import Capability, Retest
from ..models.retest import RetestQuerySet
from ..services import capabilities, retests
from ..sheets import CAPABILITY_SHEET
from ..vocabulary import OrderState, RetestState
from .sample import OF_SAMPLE, SHOWN_VERDICTS

# Whose move it is: of what was accepted the second order says.
STAGE = Case(
    When(Q(concluded_on__isnull=False) & Q(order=None), then=Value("已出结论（升级前）")),
    When(state=RetestState.ACCEPTED, order=None, then=Value("待委托复检机构")),
    When(state=RetestState.ACCEPTED, order__state=OrderState.CLOSED, then=Value("待委托复检机构")),
    When(state=RetestState.ACCEPTED, order__state=OrderState.WAITING, then=Value("待复检机构收样")),
    When(state=RetestState.ACCEPTED, order__state=OrderState.RECEIVED, then=Value("复检中")),
    When(state=RetestState.ACCEPTED, order__state=OrderState.ENTERED, then=Value("复检结果待审核")),
    *(When(state=value, then=Value(label)) for value, label in RetestState.choices),
    output_field=CharField(),
)


VERIFIED = OrderState.VERIFIED


def _both(retest: Retest, post: Post) -> dict[str, Any]:
    """The two reports side by side, and whose move it is."""
    order = getattr(retest, "order", None)
    first = getattr(retest.sample, "order", None)
    beside = ("analyte", "sure_by__user")
    codes = retest.codes
    return {
        "order": order if post.has_perm("monitoring.view_testorder") else None,
        "first_order": first,
        "firsts": first.results.in_force().filter(analyte__in=codes).select_related(*beside) if first else (),
        "seconds": order.results.in_force().select_related(*beside) if order and order.state == VERIFIED else (),
    }


def _open(rows: RetestQuerySet, value: str) -> RetestQuerySet:
    which, place = value.split("_")
    rows = rows.asked_of_level(place)
    return rows.waiting() if which == "answer" else rows.to_commission()


OPEN = desk.Condition(
    "todo",
    "待办",
    [
        ("answer_city", "待市级受理"),
        ("answer_county", "待县级受理"),
        ("commission_city", "待市级委托复检机构"),
        ("commission_county", "待县级委托复检机构"),
    ],
    _open,
)

RETESTS = desk.Register(
    key="retests",
    model=Retest,
    label="复检",
    fields=(
        NUMBER,
        desk.Column("subject", "受检单位（人）", "sample__subject__name", width=28),
        "kind",
        desk.Column("sample", label="抽样单"),
        desk.Column("product", "产品", "sample__product__name"),
        *PLACES,
        desk.Column("notified_on", label="结果送达日期", list=False),
        "applied_on",
        "due_on",
        *desk.hidden("remark", "why"),
        desk.Column("stage", "办理进度", STAGE, kind="badge"),
        *desk.hidden("refused_why", "document"),
        "laboratory",
        "report_due",
        *desk.hidden("first", "second"),
        desk.Column("report", kind="code", list=False),
        desk.Column("verdict", kind="badge"),
        "concluded_on",
        *STANDING,
    ),
    sorts=("applied_on",),
    default_sort="-applied_on",
    asked=("kind", desk.Condition("verdict", "复检结论", SHOWN_VERDICTS), OPEN),
    search=OF_SAMPLE,
    form=RetestForm,
    life=retests.LIFE,
    verbs=(
        *desk.verbs_of(retests.LIFE)[:1],
        desk.Verb("accept", "受理", services.accept_retest, style="primary"),
        desk.Verb("return", "退回补正", services.return_retest, needs_reason=True, style="warning"),
        desk.Verb("refuse", "不予受理", services.refuse_retest, perm="accept", needs_reason=True, style="warning",
                  done="不予受理"),
        desk.Verb("void", "撤回申请", services.void_retest, needs_reason=True, style="danger", done="已撤回"),
    ),
    steps=(
        desk.Step("commission", "委托复检机构", CommissionForm, services.commission_retest, perm="accept",
                  style="primary", done="已委托复检机构"),
    ),
    detail=(
        ("样品", ("sample", "subject", "product", "county", "township")),
        ("申请", ("kind", "why", "notified_on", "applied_on", "due_on", "remark")),
        ("受理与委托", ("stage", "refused_why", "document", "laboratory", "report_due")),
        ("结论", ("first", "second", "verdict", "concluded_on", "report")),
        FILED,
    ),
    panels=(desk.Panel("monitoring/panels/second.html", _both),),
    judged_by=("sample",),
    care=desk.by_itself,
    dated=True,
)  # fmt: skip

CAPABILITIES = desk.Register(
    key="capabilities",
    model=Capability,
    label="检测机构获证参数",
    title="获证参数",
    fields=(
        NUMBER,
        desk.Column("laboratory", expr="laboratory__organisation__name", kind="text", width=28),
        "analyte",
        desk.Column("matrix", expr=capabilities.MATRIX, kind="text"),
        desk.Column("method", kind="text"),
        COUNTY,
        "since",
        desk.Column("until", kind="until"),
        *STANDING,
    ),
    sorts=("since",),
    default_sort="-since",
    search=desk.Search("检测项目或机构名称", ("analyte__name", "laboratory__organisation__name")),
    form=CapabilityForm,
    life=capabilities.LIFE,
    sheet=CAPABILITY_SHEET,
    detail=(("参数", ("laboratory", "analyte", "matrix", "method", "since", "until", "county")), FILED),
)
