from __future__ import annotations

import datetime as dt

from supervision.ground import records
from supervision.ground.changes import Changes, Item, Nature, declare
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import COUNTED

from ..models.staff import Staff
from ..vocabulary.staff import OF_SUBJECT


class StaffLife(Life[Staff]):
    """A person of the team, from the day on duty."""

    model = Staff
    made, drafted, many = "登记监管人员", "保存监管人员草稿", "批量登记监管人员"
    rights = {"leave": "change"}

    def why_not(self, verb: str, person: Staff, post: Post) -> str:
        refused = super().why_not(verb, person, post)
        if not refused and verb == "leave" and person.state not in COUNTED:
            return f"{person.get_state_display()}的人员记录不能办理离岗。"
        return "此人已登记离岗。" if not refused and verb == "leave" and person.until is not None else refused

    def check(self, person: Staff, by: Post, *, complete: bool) -> None:
        refuse_future(person.since, "since", "上岗日期")
        if person.kind in OF_SUBJECT and person.subject_id is None:
            raise RuleViolation("企业内控员须选择所属监管对象。", field="subject")
        if person.until and person.until < person.since:
            raise RuleViolation("离岗日期不能早于上岗日期。", field="until")


LIFE = StaffLife()
STAFF_CHANGES = declare(
    Changes(
        ledger="staff",
        life=LIFE,
        items=(
            Item("name"),
            Item("kind", proof=True),
            Item("full_time"),
            Item("region"),
            Item("organisation"),
            Item("subject"),
            Item("certificate", Nature.AT_ONCE),
            Item("certificate_until", Nature.AT_ONCE),
            Item("training_hours", Nature.AT_ONCE),
            Item("since", Nature.CORRECTED),
        ),
        why_not=lambda person, post: "此人已登记离岗。" if person.until is not None else "",
    )
)
enrol, enrol_many = LIFE.create, LIFE.create_many


def leave_duty(person: Staff, *, by: Post, until: dt.date) -> Staff:
    """Off duty after `until`; the person stays in the register for the years in between."""
    LIFE.demand("leave", person, by)
    if until < person.since:
        raise RuleViolation("离岗日期不能早于上岗日期。", field="until")
    refuse_future(until, "until", "离岗日期")
    return records.amend(person, by=by, verb="离岗", until=until)
