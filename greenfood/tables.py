"""The register of certified products."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Case, CharField, DateField, Expression, F, Q, Value, When
from django.db.models.functions import Coalesce

from supervision.ground import changes, clock
from supervision.ground.desk import Column, Counting, Panel, Register, Search, Step, hidden, verbs_of

from . import services
from .figures import counts_as_product
from .filters import CertificationFilterSet
from .forms import CertificationAlterForm, CertificationForm, EndForm, RenewForm
from .models import Certification
from .panels import life_of
from .services import LIFE
from .sheets import SHEET
from .vocabulary import Ending, Standing


class Today(Expression):
    """The business date of the moment at which the query runs, not of the moment at which this file was read."""

    output_field = DateField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (clock.today(),)


STANDING = Case(
    *(When(Q(ended_how=how.value) & Q(ended_on__lte=Today()), then=Value(Standing(how.value).label)) for how in Ending),
    When(valid_from__gt=Today(), then=Value(Standing.PENDING.label)),
    When(valid_to__lt=Today(), then=Value(Standing.LAPSED.label)),
    default=Value(Standing.IN_FORCE.label),
    output_field=CharField(),
)


STEPS = (
    changes.step(services.CHANGES, CertificationAlterForm, changes.now_of(services.CHANGES)),
    Step(
        "renew",
        "登记续展",
        RenewForm,
        services.renew,
        style="primary",
    ),
    Step(
        "end",
        "登记撤销或注销",
        EndForm,
        services.withdraw,
        perm="withdraw",
        style="warning",
    ),
)

CERTIFICATIONS = Register(
    key="certifications",
    model=Certification,
    label="绿色有机地标认证",
    fields=(
        Column("number", kind="code", list=False),
        "product_name",
        "kind",
        Column("certificate_number", kind="code"),
        Column("holder", "获证主体", Coalesce(F("subject__name"), F("holder_name")), width=28),
        *hidden("product"),
        "county",
        *hidden("township"),
        "valid_from",
        "valid_to",
        Column("standing", "证书状态", STANDING, kind="badge", width=10),
        *hidden("area", "output", "ended_on", "ended_how", "ended_why"),
        Column("renews", expr="renews__certificate_number", list=False),
        Column("state", kind="badge"),
        *hidden("made_by", "made_at"),
    ),
    citizens=("product_name", "kind", "certificate_number", "holder", "county", "valid_from", "valid_to", "standing"),
    sorts=("valid_from",),
    default_sort="-valid_from",
    asked=CertificationFilterSet,
    search=Search(paths=("holder_name",), subject="subject"),
    form=CertificationForm,
    life=LIFE,
    create=services.register,
    steps=STEPS,
    verbs=(
        *verbs_of(LIFE)[:-1],
        replace(verbs_of(LIFE)[-1], confirm="作废用于登记错误；证书到期、撤销请登记退出。确定作废吗？"),
    ),
    sheet=SHEET,
    detail=(
        ("证书", ("kind", "certificate_number", "valid_from", "valid_to", "standing", "renews")),
        ("产品", ("product_name", "product", "area", "output")),
        ("获证主体", ("holder", "county", "township")),
        ("退出", ("ended_on", "ended_how", "ended_why")),
        ("填报", ("number", "state", "made_by", "made_at")),
    ),
    panels=(Panel("greenfood/parts/life.html", life_of), changes.panel(services.CHANGES)),
    judged_by=("renewals", "renews"),
    counting=Counting("有效产品", "greenfood_total", counts_as_product, distinct="product_key"),
)
