"""The register of the supervision team (监管队伍)."""

from __future__ import annotations

from supervision.ground import changes, clock, desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING

from ..forms.staff import LeaveForm, StaffAlterForm, StaffForm
from ..models.staff import Staff, StaffQuerySet
from ..services import staff as services


def _on_duty(rows: StaffQuerySet, value: str) -> StaffQuerySet:
    on_duty = rows.on_duty(clock.today())
    return on_duty if value == "1" else rows.exclude(pk__in=on_duty.values("pk"))


DUTY = desk.Condition("duty", "是否在岗", [("1", "在岗"), ("0", "已离岗")], _on_duty)
LEAVE = desk.Step(
    "leave",
    "登记离岗",
    LeaveForm,
    services.leave_duty,
    perm="change",
)
ALTER = changes.step(services.STAFF_CHANGES, StaffAlterForm, changes.now_of(services.STAFF_CHANGES))

STAFF = desk.Register(
    key="staff",
    model=Staff,
    label="监管队伍",
    title="监管人员",
    fields=(
        NUMBER,
        "name",
        "kind",
        *PLACES,
        *desk.hidden("organisation", "subject"),
        "full_time",
        desk.Column("certificate", kind="code", list=False),
        *desk.hidden("certificate_until"),
        "training_hours",
        "since",
        "until",
        *STANDING,
    ),
    sorts=("since",),
    default_sort="-since",
    asked=("kind", DUTY),
    search=desk.Search("编号或姓名", ("name",)),
    form=StaffForm,
    life=services.LIFE,
    detail=(
        ("人员", ("name", "kind", "full_time", "county", "township", "region", "organisation", "subject")),
        ("证件与培训", ("certificate", "certificate_until", "training_hours", "since", "until")),
        FILED,
    ),
    steps=(ALTER, LEAVE),
    panels=(changes.panel(services.STAFF_CHANGES),),
)
