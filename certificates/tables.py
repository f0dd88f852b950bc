"""The registers of the room."""

from __future__ import annotations

from django.db.models import Case, CharField, Q, Value, When

from supervision.ground.desk import Column, Direct, Panel, Register, Search, Step, Verb, hidden
from supervision.ground.records import State

from . import services
from .filters import CertificateFilterSet
from .forms import IssueForm, MarkForm, PilotForm
from .models import Certificate, Pilot
from .panels import paper_of

STANDING = Case(
    When(state=State.VOID, then=Value("已作废")),
    When(~Q(mark=""), then=Value("有标注")),
    default=Value("已开具"),
    output_field=CharField(),
)


MARK = Step(
    "mark",
    "标注",
    MarkForm,
    services.mark,
    style="warning",
    why_not=services.why_not_mark,
    initial=lambda record: {"kind": record.mark, "why": record.mark_why},
)

CERTIFICATES = Register(
    key="certificates",
    links=("productionrecords",),
    model=Certificate,
    label="合格证",
    fields=(
        Column("number", label="证号", kind="code"),
        "issued_on",
        "subject_name",
        "product_name",
        "quantity",
        "unit",
        *hidden("county"),
        "township",
        *hidden("region"),
        Column("origin", width=30, list=False),
        *hidden("received", "claim_proof"),
        *hidden("title"),
        Column("edition", expr="edition__code", kind="code", list=False),
        Column("verified", "证样已核对", "edition__verified", kind="flag", list=False),
        Column("promise", export=False, list=False),
        Column("bases", expr="bases_shown", list=False),
        *hidden("contact"),
        Column("phone", kind="code", list=False),
        *hidden("phone_open", "on_behalf"),
        Column("standing", "状态", STANDING, kind="badge", width=10),
        *hidden("mark", "mark_why", "marked_by", "voided_why"),
        Column("made_by", label="开具人", list=False),
        Column("made_at", label="开具时间", list=False),
    ),
    sorts=("issued_on",),
    default_sort="-issued_on",
    asked=CertificateFilterSet,
    form=IssueForm,
    create=services.issue,
    direct=Direct("开具", "已开具，可以打印或出示二维码"),
    steps=(MARK,),
    verbs=(
        Verb(
            "void",
            "作废",
            services.void,
            needs_reason=True,
            style="danger",
            confirm="作废后扫码仍可查到，并显示已作废；不能恢复。确定作废吗？",
            why_not=services.why_not_void,
        ),
        Verb(
            "unmark",
            "取消标注",
            services.unmark,
            perm="mark",
            needs_reason=True,
            why_not=services.why_not_unmark,
        ),
        Verb(
            "hide-phone",
            "不再公开电话",
            services.hide_phone,
            perm="hide",
            done="的联系电话已不再公开",
            needs_reason=True,
            confirm="该主体所有合格证的扫码页随即只显示电话的前三位和后四位；已开具的合格证不能再改回公开。",
            why_not=services.why_not_hide_phone,
        ),
    ),
    detail=(
        (
            "证面内容",
            (
                "title",
                "product_name",
                "quantity",
                "unit",
                "origin",
                "received",
                "claim_proof",
                "issued_on",
                "subject_name",
                "contact",
                "phone",
                "phone_open",
                "promise",
                "bases",
            ),
        ),
        ("状态", ("standing", "mark", "mark_why", "voided_why")),
        ("登记", ("number", "edition", "verified", "county", "township", "on_behalf", "made_by", "made_at")),
    ),
    panels=(Panel("certificates/parts/paper.html", paper_of),),
    judged_by=("marked_by__organisation__region",),
    dated=True,
)

PILOTS = Register(
    key="pilots",
    model=Pilot,
    label="合格证试点县",
    fields=(
        Column("county", kind="text"),
        "batch",
        Column("since_year", kind="code"),
        Column("until_year", kind="code", list=False),
        Column("document", width=40),
        "registered_on",
        Column("state", kind="badge"),
        Column("number", kind="code", list=False),
        *hidden("made_by"),
    ),
    citizens=("county", "batch", "since_year", "until_year", "document", "registered_on"),
    sorts=("registered_on",),
    default_sort="-registered_on",
    search=Search("编号或县（市、区）", ("county__name",)),  # a pilot has no subject
    form=PilotForm,
    life=services.PILOT,
)
