"""Working on an incident: set its level, verify, respond, end."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post

from ..models import Incident, LevelDecision
from ..vocabulary import Level
from .incidents import GOES_TO, INCIDENT


def decide_level(incident: Incident, *, level: str, why: str, by: Post) -> Incident:
    """A person sets, raises or lowers the level, whatever was suggested, and says why."""
    INCIDENT.demand("level", incident, by)
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
    INCIDENT.demand("end", incident, by)
    why = records.reason(why, "请写明终止或排除的理由。")
    return _move(incident, "end", by=by, why=why, ended_at=clock.now(), ended_why=why)


def _move(incident: Incident, verb: str, *, by: Post, why: str = "", **changes: Any) -> Incident:
    INCIDENT.demand(verb, incident, by)
    to, said = GOES_TO[verb]
    return records.touch(incident, by=by, verb=said, why=why, status=to, **changes)
