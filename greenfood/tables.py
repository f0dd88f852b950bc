"""The register of certified products."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, DateField, Expression, F, Q, Value, When
from django.db.models.functions import Coalesce

from supervision.ground import clock
from supervision.ground.desk import SUBMIT, Column, Panel, Register, Step, Verb, label_of
from supervision.ground.records import COUNTED, State

from . import services
from .filters import CertificationFilterSet
from .forms import CertificationForm, EndForm, RenewForm
from .models import Certification
from .panels import life_of
from .sheets import SHEET
from .vocabulary import Ending, Kind, Standing


class Today(Expression):
    """The business date of the moment at which the query runs, not of the moment at which this file was read."""

    output_field = DateField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [clock.today()]


STANDING = Case(
    *(When(Q(ended_how=how.value) & Q(ended_on__lte=Today()), then=Value(Standing(how.value).label)) for how in Ending),
    When(valid_from__gt=Today(), then=Value(Standing.PENDING.label)),
    When(valid_to__lt=Today(), then=Value(Standing.LAPSED.label)),
    default=Value(Standing.IN_FORCE.label),
    output_field=CharField(),
)


def _open(record: Certification) -> bool:
    return record.state in COUNTED and not record.ended_on


STEPS = (
    Step(
        "renew",
        "登记续展",
        RenewForm,
        services.renew,
        style="primary",
        fits=lambda record: _open(record) and record.valid_to is not None and not record.renewals.live().exists(),
    ),
    Step(
        "end",
        "登记撤销或注销",
        EndForm,
        services.withdraw,
        perm="withdraw",
        style="warning",
        fits=lambda record: _open(record) and record.standing_on(clock.today()) == Standing.IN_FORCE,
    ),
)

CERTIFICATIONS = Register(
    key="certifications",
    model=Certification,
    label="绿色有机地标认证",
    columns=(
        Column("number", "编号", kind="code", width=24, list=False),
        Column("product_name", "产品名称", width=22),
        Column("kind", "类别", label_of("kind", Kind), width=20),
        Column("certificate_number", "证书编号", kind="code", width=24),
        Column("holder", "获证主体", Coalesce(F("subject__name"), F("holder_name")), width=28),
        Column("product", "产品目录", "product__name", list=False),
        Column("county", "县（市、区）", "county__name", kind="region"),
        Column("township", "乡镇（街道）", "township__name", kind="region", list=False),
        Column("valid_from", "颁证日期", kind="date", width=12),
        Column("valid_to", "有效期止", kind="date", width=12),
        Column("standing", "证书状态", STANDING, kind="badge", width=10),
        Column("area", "面积（亩）", kind="number", list=False),
        Column("output", "产量（吨）", kind="number", list=False),
        Column("ended_on", "退出日期", kind="date", list=False),
        Column("ended_how", "退出方式", label_of("ended_how", Ending), list=False, width=20),
        Column("ended_why", "退出原因", list=False, width=30),
        Column("renews", "续展自", "renews__certificate_number", kind="code", list=False),
        Column("state", "状态", label_of("state", State), kind="badge", width=10),
        Column("made_by", "填报人", "made_by__user__name", list=False),
        Column("made_at", "填报时间", kind="moment", list=False, width=18),
    ),
    sorts=("valid_from",),
    default_sort="-valid_from",
    filters=CertificationFilterSet,
    form=CertificationForm,
    create=services.register,
    edit=services.correct,
    steps=STEPS,
    verbs=(
        SUBMIT,
        Verb("accept", "审核通过", services.accept, (State.SUBMITTED,), style="primary"),
        Verb("return", "退回", services.return_, (State.SUBMITTED, State.ACCEPTED), needs_reason=True, style="warning"),
        Verb(
            "void",
            "作废",
            services.void,
            (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED),
            needs_reason=True,
            style="danger",
            confirm="作废用于登记错误；证书到期、撤销请登记退出。确定作废吗？",
        ),
    ),
    sheet=SHEET,
    detail=(
        ("证书", ("kind", "certificate_number", "valid_from", "valid_to", "standing", "renews")),
        ("产品", ("product_name", "product", "area", "output")),
        ("获证主体", ("holder", "county", "township")),
        ("退出", ("ended_on", "ended_how", "ended_why")),
        ("填报", ("number", "state", "made_by", "made_at")),
    ),
    panels=(Panel("greenfood/parts/life.html", life_of),),
)
