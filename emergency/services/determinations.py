"""认定单: the only thing that makes an incident a major one."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.regions import Region

from .. import rules
from ..models import Determination, Incident
from ..vocabulary import DETERMINED


def determine(
    *,
    incident: Incident,
    determined_on: dt.date,
    by: Post,
    region: Region | None = None,
    submit: bool = True,
    client_key: uuid.UUID | None = None,
    **fields: Any,
) -> Determination:
    """Enter the determination of an incident; it is in force when a second person has confirmed it."""
    require(by, "emergency.determine_incident")
    _check(incident, determined_on)
    row = Determination(
        incident=incident,
        region=region or incident.region,
        determined_on=determined_on,
        client_key=client_key,
        **fields,
    )
    return records.create(row, by=by, submit=submit, verb="提交认定单")


def amend_determination(determination: Determination, *, by: Post, version: int, **changes: Any) -> Determination:
    """Correct a draft or returned determination; it stays with its incident."""
    changes.pop("incident", None)
    _check(determination.incident, changes.get("determined_on", determination.determined_on))
    changes["region"] = changes.get("region") or determination.region
    return records.edit(determination, by=by, version=version, **changes)


def submit_determination(determination: Determination, *, by: Post) -> Determination:
    others = Determination.objects.filter(incident=determination.incident_id).exclude(pk=determination.pk)
    if others.exclude(state__in=(records.State.VOID, records.State.RETURNED)).exists():
        raise RuleViolation("该事件已有认定单；如需更改，请先作废原认定单。")
    return records.submit(determination, by=by)


def confirm_determination(determination: Determination, *, by: Post) -> Determination:
    with history.acting(by, "确认认定单"):
        records.accept(determination, by=by)
        facts.record(
            DETERMINED,
            on=determination.determined_on,
            source=determination,
            by=by,
            region=determination.region,
            subject=determination.incident.subject,
            severity=_severity(determination),
            summary=f"{determination.get_level_display()}，{determination.document}",
        )
    return determination


def refuse_determination(determination: Determination, *, by: Post, why: str) -> Determination:
    with history.acting(by, "退回认定单", why=why):
        facts.retract(determination, by=by, why=why)
        return records.return_(determination, by=by, why=why)


def void_determination(determination: Determination, *, by: Post, why: str) -> Determination:
    with history.acting(by, "作废认定单", why=why):
        facts.retract(determination, by=by, why=why)
        return records.void(determination, by=by, why=why)


def _check(incident: Incident, determined_on: dt.date) -> None:
    if incident.drill:
        raise RuleViolation("演练不作认定。", field="incident")
    if incident.is_void:
        raise RuleViolation("已作废的事件不作认定。", field="incident")
    if not incident.noticed_on <= determined_on <= clock.today():
        raise RuleViolation("认定日期应在接报日期之后，且不晚于今天。", field="determined_on")


def _severity(determination: Determination) -> facts.Severity:
    if rules.is_major(determination.level, determination.agricultural):
        return facts.Severity.MAJOR
    return facts.Severity.SERIOUS if determination.agricultural else facts.Severity.NORMAL
