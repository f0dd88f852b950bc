"""Working on an incident: set its level, verify, respond, end."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require

from .. import rules
from ..models import Incident, LevelDecision
from ..vocabulary import Level, ReportKind, Status


def decide_level(incident: Incident, *, level: str, why: str, by: Post) -> Incident:
    """A person sets, raises or lowers the level, whatever was suggested, and says why."""
    require(by, "emergency.level_incident")
    why = records.reason(why, "请写明定级理由。")
    if level not in Level.values:
        raise RuleViolation("请选择级别。", field="level")
    if incident.is_void or incident.status == Status.ENDED:
        raise RuleViolation("事件已终止或作废，不能再定级。")
    if level == incident.level:
        raise RuleViolation("与现在的级别相同。", field="level")
    with history.acting(by, "事件定级", why=why):
        LevelDecision.objects.create(
            incident=incident,
            from_level=incident.level,
            to_level=level,
            suggested=incident.suggested,
            why=why,
            at=clock.now(),
            by=by,
        )
        return records.touch(incident, by=by, verb="事件定级", why=why, level=level)


def begin_verifying(incident: Incident, *, by: Post) -> Incident:
    """Take a lead up."""
    return _move(incident, Status.VERIFYING, by=by, verb="开始核实")


def respond(incident: Incident, *, by: Post) -> Incident:
    """Start the response. Needs a decided level: it says who commands."""
    if not incident.level:
        raise RuleViolation("请先定级，再启动响应。")
    return _move(incident, Status.RESPONDING, by=by, verb="启动响应")


def end(incident: Incident, *, by: Post, why: str) -> Incident:
    """End the response (after the final report), or drop a lead that turned out to be nothing."""
    require(by, "emergency.end_incident")
    why = records.reason(why, "请写明终止或排除的理由。")
    final = incident.reports.filter(kind=ReportKind.FINAL).exists()
    if incident.status == Status.RESPONDING and not final:
        raise RuleViolation("响应中的事件应先提交终报，再终止。")
    return _move(incident, Status.ENDED, by=by, verb="终止", why=why, ended_at=clock.now(), ended_why=why)


def _move(incident: Incident, to: Status, *, by: Post, verb: str, why: str = "", **changes: Any) -> Incident:
    require(by, "emergency.end_incident" if to == Status.ENDED else "emergency.respond_incident")
    if incident.is_void or not rules.may_move(incident.status, to):
        raise RuleViolation(f"{incident.get_status_display()}的事件不能{verb}。")
    return records.touch(incident, by=by, verb=verb, why=why, status=to, **changes)
