"""The registers of the credit room: files with their ratings, entries, overrides, objections."""

from django.db.models import BooleanField, ExpressionWrapper, Q

from supervision.ground import records
from supervision.ground.desk import Column, Direct, Panel, Register, Verb, label_of
from supervision.ground.records import State
from supervision.ground.subjects import Grade, Kind

from . import panels, services
from .filters import EntryFilterSet, FileFilterSet, ObjectionFilterSet, OverrideFilterSet
from .forms import FileForm, ObjectionForm, OverrideForm
from .models import CreditEntry, CreditFile, CreditOverride, Objection
from .vocabulary import Family

NUMBER = Column("number", "编号", kind="code", width=24)
SUBJECT = Column("subject", "监管对象", "subject__name", width=28)
KIND = Column("kind", "主体类型", label_of("subject__kind", Kind), width=16)
COUNTY = Column("county", "县（市、区）", "county__name", kind="region", list=False)
TOWNSHIP = Column("township", "乡镇（街道）", "township__name", kind="region")
STATE = Column("state", "状态", label_of("state", State), kind="badge", width=10)
MADE_BY = Column("made_by", "提出人", "made_by__user__name", list=False)
DECIDED_BY = Column("accepted_by", "复核人", "accepted_by__user__name", list=False)

# What has taken effect is undone by a new decision of two people, never by voiding the old one.
WITHDRAW = Verb(
    "void", "作废", records.void, (State.DRAFT, State.SUBMITTED, State.RETURNED), needs_reason=True, style="danger"
)

FILES = Register(
    key="creditfiles",
    model=CreditFile,
    label="信用档案",
    columns=(
        SUBJECT,
        NUMBER,
        KIND,
        COUNTY,
        TOWNSHIP,
        Column("grade", "信用等级", label_of("grade", Grade), kind="badge", width=10),
        Column("points", "信用分", kind="number", width=10),
        Column("direct", "直接定级", kind="flag", width=10),
        Column("held", "人工核定", label_of("held", Grade), kind="badge", width=10, list=False),
        Column("rated_on", "评定日期", kind="date", width=12),
        Column("opened_on", "建档日期", kind="date", width=12),
        Column("ruleset", "规则版本", "ruleset__version", list=False),
    ),
    sorts=("opened_on", "points"),
    default_sort="-opened_on",
    filters=FileFilterSet,
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
    columns=(
        SUBJECT,
        NUMBER,
        KIND,
        COUNTY,
        TOWNSHIP,
        Column("held_on", "日期", kind="date", width=12),
        Column("name", "事项", width=24),
        Column("family", "类别", label_of("family", Family), width=10),
        Column("points", "分值", kind="number", width=8),
        Column("direct_grade", "直接定级", label_of("direct_grade", Grade), kind="badge", width=10),
        Column(
            "taken_back", "已撤回", ExpressionWrapper(Q(counter__isnull=False), BooleanField()), kind="flag", width=8
        ),
        Column("reason", "说明", list=False, width=40),
        Column("ruleset", "规则版本", "ruleset__version", list=False),
    ),
    sorts=("held_on",),
    default_sort="-held_on",
    filters=EntryFilterSet,
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
    columns=(
        SUBJECT,
        NUMBER,
        COUNTY,
        TOWNSHIP,
        Column("proposed_on", "提出日期", kind="date", width=12),
        Column("grade", "调整为", label_of("grade", Grade), kind="badge", width=10),
        Column("reason", "调整理由", width=40),
        STATE,
        MADE_BY,
        DECIDED_BY,
    ),
    sorts=("proposed_on",),
    default_sort="-proposed_on",
    filters=OverrideFilterSet,
    form=OverrideForm,
    create=services.propose_override,
    edit=services.amend_override,
    verbs=(
        Verb("submit", "提交复核", services.submit_override, (State.DRAFT, State.RETURNED), style="primary"),
        Verb(
            "accept",
            "确认调整",
            services.confirm_override,
            (State.SUBMITTED,),
            style="primary",
            confirm="确认后等级立即变更，并写入监管对象名录。",
            asked="确认调整",
            done="已确认，等级已变更",
        ),
        Verb(
            "return",
            "不同意",
            services.refuse_override,
            (State.SUBMITTED,),
            needs_reason=True,
            style="warning",
            done="未获同意，已退回提出人",
        ),
        WITHDRAW,
    ),
    dated=True,
)

OBJECTIONS = Register(
    key="objections",
    model=Objection,
    label="信用异议",
    columns=(
        SUBJECT,
        NUMBER,
        COUNTY,
        TOWNSHIP,
        Column("raised_on", "提出日期", kind="date", width=12),
        Column("entry", "信用记录", "entry__number", kind="code", width=24),
        Column("entry_name", "事项", "entry__name", width=20),
        Column("reason", "异议理由", width=40),
        STATE,
        MADE_BY,
        DECIDED_BY,
    ),
    sorts=("raised_on",),
    default_sort="-raised_on",
    filters=ObjectionFilterSet,
    form=ObjectionForm,
    create=services.raise_objection,
    edit=services.amend_objection,
    verbs=(
        Verb("submit", "提交", services.submit_objection, (State.DRAFT, State.RETURNED), style="primary"),
        Verb(
            "accept",
            "异议成立",
            services.uphold_objection,
            (State.SUBMITTED,),
            style="primary",
            confirm="异议成立后该条信用记录将撤回，并重新评定等级。",
            asked="认定异议成立",
            done="已认定成立，信用记录已撤回",
        ),
        Verb(
            "return",
            "异议不成立",
            services.reject_objection,
            (State.SUBMITTED,),
            needs_reason=True,
            style="warning",
            asked="认定异议不成立",
            done="已认定不成立",
        ),
        WITHDRAW,
    ),
    dated=True,
)

REGISTERS = (FILES, ENTRIES, OVERRIDES, OBJECTIONS)
