"""The register of the supervision team (监管队伍)."""

from __future__ import annotations

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING
from supervision.ground.records import COUNTED

from ..filters.staff import StaffFilterSet
from ..forms.staff import LeaveForm, StaffForm
from ..models.staff import Staff
from ..services import staff as services
from ..vocabulary.staff import StaffKind

LEAVE = desk.Step(
    "leave",
    "登记离岗",
    LeaveForm,
    services.leave_duty,
    perm="change",
    fits=lambda record: record.state in COUNTED and record.until is None,
)

STAFF = desk.Register(
    key="staff",
    model=Staff,
    label="监管队伍",
    title="监管人员",
    columns=(
        NUMBER,
        desk.Column("name", "姓名", width=12),
        desk.Column("kind", "人员类别", desk.label_of("kind", StaffKind)),
        *PLACES,
        desk.Column("organisation", "所在单位", "organisation__name", width=24, list=False),
        desk.Column("subject", "所属监管对象", "subject__name", width=24, list=False),
        desk.Column("full_time", "专职", kind="flag", width=8),
        desk.Column("certificate", "证件（证书）编号", kind="code", list=False),
        desk.Column("certificate_until", "证件有效期至", kind="date", width=12, list=False),
        desk.Column("training_hours", "当年培训学时", kind="number"),
        desk.Column("since", "上岗日期", kind="date", width=12),
        desk.Column("until", "离岗日期", kind="date", width=12),
        *STANDING,
    ),
    sorts=("since",),
    default_sort="-since",
    filters=StaffFilterSet,
    form=StaffForm,
    create=services.enrol,
    edit=services.correct_entry,
    verbs=desk.LIFE,
    detail=(
        ("人员", ("name", "kind", "full_time", "county", "township", "region", "organisation", "subject")),
        ("证件与培训", ("certificate", "certificate_until", "training_hours", "since", "until")),
        FILED,
    ),
    steps=(LEAVE,),
)
