"""The registers of the room."""

from __future__ import annotations

from django.db.models import Case, CharField, Q, Value, When

from supervision.ground.desk import LIFE, Column, Direct, Panel, Register, Step, Verb, label_of
from supervision.ground.records import State

from . import services
from .filters import CertificateFilterSet, PilotFilterSet
from .forms import IssueForm, MarkForm, PilotForm
from .models import Certificate, Pilot
from .panels import paper_of
from .vocabulary import Mark

ISSUED = (State.SUBMITTED,)
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
    fits=lambda record: record.state in ISSUED,
    initial=lambda record: {"kind": record.mark, "why": record.mark_why},
)

CERTIFICATES = Register(
    key="certificates",
    model=Certificate,
    label="合格证",
    columns=(
        Column("number", "证号", kind="code", width=24),
        Column("issued_on", "开具日期", kind="date", width=12),
        Column("subject_name", "承诺主体", width=28),
        Column("product_name", "产品名称", width=18),
        Column("quantity", "数量（重量）", kind="number", width=12),
        Column("unit", "单位", width=8),
        Column("county", "县（市、区）", "county__name", kind="region", list=False),
        Column("township", "乡镇（街道）", "township__name", kind="region"),
        Column("region", "所在地区", "region__name", kind="region", list=False, width=18),
        Column("origin", "产地", list=False, width=30),
        Column("title", "证名", list=False, width=18),
        Column("edition", "证样版本", "edition__code", kind="code", list=False),
        Column("verified", "证样已核对", "edition__verified", kind="flag", list=False),
        Column("promise", "承诺语", list=False, export=False, width=60),
        Column("bases", "承诺依据", "bases_shown", list=False, width=24),
        Column("contact", "联系人", list=False),
        Column("phone", "联系电话", kind="code", list=False),
        Column("on_behalf", "代开", kind="flag", list=False),
        Column("standing", "状态", STANDING, kind="badge", width=10),
        Column("mark", "监管标注", label_of("mark", Mark), list=False),
        Column("mark_why", "标注说明", list=False, width=30),
        Column("voided_why", "作废原因", list=False, width=30),
        Column("made_by", "开具人", "made_by__user__name", list=False),
        Column("made_at", "开具时间", kind="moment", list=False, width=18),
    ),
    sorts=("issued_on",),
    default_sort="-issued_on",
    filters=CertificateFilterSet,
    form=IssueForm,
    create=services.issue,
    direct=Direct("开具", "已开具，可以打印或出示二维码"),
    steps=(MARK,),
    verbs=(
        Verb(
            "void",
            "作废",
            services.void,
            ISSUED,
            needs_reason=True,
            style="danger",
            confirm="作废后扫码仍可查到，并显示已作废；不能恢复。确定作废吗？",
            offered_to=Certificate.was_issued_by,
        ),
        Verb(
            "unmark",
            "取消标注",
            services.unmark,
            ISSUED,
            perm="mark",
            needs_reason=True,
            fits=lambda record: bool(record.mark),
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
                "issued_on",
                "subject_name",
                "contact",
                "phone",
                "promise",
                "bases",
            ),
        ),
        ("状态", ("standing", "mark", "mark_why", "voided_why")),
        ("登记", ("number", "edition", "verified", "county", "township", "on_behalf", "made_by", "made_at")),
    ),
    panels=(Panel("certificates/parts/paper.html", paper_of),),
    dated=True,
)

PILOTS = Register(
    key="pilots",
    model=Pilot,
    label="合格证试点县",
    columns=(
        Column("county", "县（市、区）", "county__name", kind="text", width=16),
        Column("batch", "试点批次", width=18),
        Column("since_year", "试行年份", kind="code", width=10),
        Column("until_year", "结束年份", kind="code", width=10, list=False),
        Column("document", "依据文件", width=40),
        Column("registered_on", "登记日期", kind="date", width=12),
        Column("state", "状态", label_of("state", State), kind="badge", width=10),
        Column("number", "编号", kind="code", width=24, list=False),
        Column("made_by", "填报人", "made_by__user__name", list=False),
    ),
    sorts=("registered_on",),
    default_sort="-registered_on",
    filters=PilotFilterSet,
    form=PilotForm,
    create=services.register_pilot,
    edit=services.correct_pilot,
    verbs=LIFE,
)
