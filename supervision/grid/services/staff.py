from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision.ground import history, records
from supervision.ground.entry import refuse_future, require_own
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.records import COUNTED, State

from ..models.staff import Staff
from ..vocabulary.staff import OF_SUBJECT


def enrol(*, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any) -> Staff:
    """Enter a person of the team, from the day on duty."""
    person = Staff(client_key=client_key, **fields)
    require_own(person.subject, by)
    _check(person)
    return records.create(person, by=by, submit=submit, verb="登记监管人员" if submit else "保存监管人员草稿")


def correct_entry(person: Staff, *, by: Post, version: int, **fields: Any) -> Staff:
    for name, value in fields.items():
        setattr(person, name, value)
    require_own(person.subject, by)
    _check(person)
    return records.edit(person, by=by, version=version, **fields)


def leave_duty(person: Staff, *, by: Post, until: dt.date) -> Staff:
    """Off duty after `until`; the person stays in the register for the years in between."""
    require(by, "supervision.change_staff")
    if person.state not in COUNTED:
        raise RuleViolation(f"{person.get_state_display()}的人员记录不能办理离岗。")
    if until < person.since:
        raise RuleViolation("离岗日期不能早于上岗日期。", field="until")
    refuse_future(until, "until", "离岗日期")
    return records.touch(person, by=by, verb="离岗", until=until)


def enrol_many(rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED) -> list[Staff]:
    people = [Staff(**row) for row in rows]
    for person in people:
        _check(person)
    with history.acting(by, "批量登记监管人员"):
        return list(records.create_many(people, by=by, state=state))


def _check(person: Staff) -> None:
    refuse_future(person.since, "since", "上岗日期")
    if person.kind in OF_SUBJECT and person.subject_id is None:
        raise RuleViolation("企业内控员须选择所属监管对象。", field="subject")
    if person.until and person.until < person.since:
        raise RuleViolation("离岗日期不能早于上岗日期。", field="until")
