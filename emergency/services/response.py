"""Working on an incident: complete it, set its level, verify, respond, end."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.records import COUNTED, State, check, stamp

from .. import rules
from ..models import Incident, LevelDecision
from ..vocabulary import Level, ReportKind, Status
from .levels import fill_suggestion

RIGHTS = {"verify": "respond", "supplement": "change"}  # verbs whose right is called otherwise
GOES_TO = {
    "verify": (Status.VERIFYING, "开始核实"),
    "respond": (Status.RESPONDING, "启动响应"),
    "end": (Status.ENDED, "终止"),
}


def why_not(verb: str, incident: Incident, post: Post) -> str:
    """The sentence why this post may not do this with the incident now, or nothing; `verb` as the register calls it."""
    if verb == "void":
        held = any(d.state not in (State.VOID, State.RETURNED) for d in incident.determinations.all())
        refused = records.why_not("void", incident, post)
        return refused or ("该事件有认定单，请先作废认定单。" if held else "")
    if refused := not_allowed(post, f"emergency.{RIGHTS.get(verb, verb)}_incident"):
        return refused
    if verb in GOES_TO:
        return _why_not_moved(verb, incident)
    if verb == "report":
        return "已作废的事件不能再报告。" if incident.is_void else ""
    over = incident.is_void or incident.status == Status.ENDED
    return f"事件已终止或作废，不能再{'定级' if verb == 'level' else '修改'}。" if over else ""


def _why_not_moved(verb: str, incident: Incident) -> str:
    to, said = GOES_TO[verb]
    if incident.state not in COUNTED or not rules.may_move(incident.status, to):
        return f"{incident.get_status_display()}的事件不能{said}。"
    if to == Status.RESPONDING and not incident.level:
        return "请先定级，再启动响应。"
    responding = to == Status.ENDED and incident.status == Status.RESPONDING
    if responding and all(report.kind != ReportKind.FINAL for report in incident.reports.all()):
        return "响应中的事件应先提交终报，再终止。"
    return ""


def demand(verb: str, incident: Incident, by: Post) -> None:
    """Stop where `why_not` has a sentence."""
    require(by, f"emergency.{RIGHTS.get(verb, verb)}_incident")
    refuse(why_not(verb, incident, by))


def supplement(incident: Incident, *, by: Post, version: int, why: str = "", **changes: Any) -> Incident:
    """Add or correct details after the first report; the suggestion follows, the decided level does not."""
    demand("supplement", incident, by)
    records.seen(incident, version)
    for name, value in changes.items():
        setattr(incident, name, value)
    if not records.covers_region(by, incident.region):
        raise RuleViolation("所选地区不在您的辖区内。", field="region")
    stamp(incident)
    check(incident)
    changes |= {name: getattr(incident, name) for name in ("township_id", "county_id", "managing_zone_id")}
    changes |= fill_suggestion(incident)
    return records.touch(incident, by=by, verb="补充情况", why=why, **changes)


def decide_level(incident: Incident, *, level: str, why: str, by: Post) -> Incident:
    """A person sets, raises or lowers the level, whatever was suggested, and says why."""
    demand("level", incident, by)
    why = records.reason(why, "请写明定级理由。")
    if level not in Level.values:
        raise RuleViolation("请选择级别。", field="level")
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
    return _move(incident, "verify", by=by)


def respond(incident: Incident, *, by: Post) -> Incident:
    """Start the response. Needs a decided level: it says who commands."""
    return _move(incident, "respond", by=by)


def end(incident: Incident, *, by: Post, why: str) -> Incident:
    """End the response (after the final report), or drop a lead that turned out to be nothing."""
    demand("end", incident, by)
    why = records.reason(why, "请写明终止或排除的理由。")
    return _move(incident, "end", by=by, why=why, ended_at=clock.now(), ended_why=why)


def void_incident(incident: Incident, *, by: Post, why: str) -> Incident:
    """Entered by mistake. A determination in force has to go first: it carries the consequences."""
    demand("void", incident, by)
    with history.acting(by, "作废", why=why):
        facts.retract(incident, by=by, why=why)
        return records.void(incident, by=by, why=why)


def _move(incident: Incident, verb: str, *, by: Post, why: str = "", **changes: Any) -> Incident:
    demand(verb, incident, by)
    to, said = GOES_TO[verb]
    return records.touch(incident, by=by, verb=said, why=why, status=to, **changes)
