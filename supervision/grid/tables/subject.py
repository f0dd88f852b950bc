"""The register of supervised subjects (监管对象名录) as the desk shows it."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat

from supervision.ground.desk import LIFE, Column, Register, Step, label_of
from supervision.ground.records import COUNTED, State
from supervision.ground.subjects import (
    Grade,
    Industry,
    Kind,
    Leading,
    Status,
    Subject,
    change_status,
    correct_subject,
    register_subject,
)

from ..filters.subject import SubjectFilterSet
from ..forms.subject import StatusForm, SubjectForm
from ..sheets.subject import SHEET


def _tail(path: str, stars: int) -> Case:
    """Sealed values show their last four characters, whoever looks."""
    return Case(
        When(**{path: ""}, then=Value("")),
        default=Concat(Value("*" * stars), F(path)),
        output_field=CharField(),
    )


COLUMNS = (
    Column("number", "编号", kind="code", width=24),
    Column("name", "名称", width=28),
    Column("kind", "主体类型", label_of("kind", Kind), width=16),
    Column("industry", "行业", label_of("industry", Industry), width=12),
    Column("county", "县（市、区）", "county__name", kind="region", list=False),
    Column("township", "乡镇（街道）", "township__name", kind="region"),
    Column("region", "所在地区", "region__name", kind="region", list=False, width=18),
    Column("credit_code", "统一社会信用代码", kind="code", width=22, list=False),
    Column("contact", "联系人", list=False),
    Column("phone", "联系电话", _tail("phone_tail", 7), kind="code", list=False),
    Column("identity", "身份证号", _tail("identity_tail", 14), kind="code", width=22, list=False),
    Column("address", "地址", list=False, width=30),
    Column("area", "规模（亩）", kind="number"),
    Column("leading", "龙头企业", label_of("leading", Leading), list=False),
    Column("latitude", "纬度", kind="number", list=False),
    Column("longitude", "经度", kind="number", list=False),
    Column("status", "经营状态", label_of("status", Status), kind="badge", width=10),
    Column("credit_grade", "信用等级", label_of("credit_grade", Grade), kind="badge", width=10),
    Column("registered_on", "入册日期", kind="date", width=12),
    Column("state", "状态", label_of("state", State), kind="badge", width=10),
    Column("made_by", "填报人", "made_by__user__name", list=False),
    Column("made_at", "填报时间", kind="moment", list=False, width=18),
)

STATUS = Step(
    "status",
    "变更经营状态",
    StatusForm,
    change_status,
    fits=lambda record: record.state in COUNTED,
    initial=lambda record: {"status": record.status},
)

SUBJECTS = Register(
    key="subjects",
    model=Subject,
    label="监管对象",
    columns=COLUMNS,
    sorts={"registered_on": "registered_on", "name": "pinyin"},
    default_sort="-registered_on",
    filters=SubjectFilterSet,
    form=SubjectForm,
    create=register_subject,
    edit=correct_subject,
    verbs=LIFE,
    steps=(STATUS,),
    sheet=SHEET,
    detail=(
        ("基本情况", ("name", "kind", "industry", "leading", "area", "registered_on", "status", "credit_grade")),
        ("所在地", ("county", "township", "region", "address", "latitude", "longitude")),
        ("身份与联系", ("credit_code", "contact", "phone", "identity")),
        ("填报", ("number", "made_by", "made_at")),
    ),
)
