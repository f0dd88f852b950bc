"""The life of an incident. The first report is never held up by a missing detail (domain §11: 先报后补)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from supervision.ground import clock, facts, history, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, State, deciding

from .. import rules
from ..models import Incident, IncidentReport, LevelThreshold
from ..vocabulary import REPORT_TERM, REPORTED, ReportKind, Status

GOES_TO = {
    "verify": (Status.VERIFYING, "开始核实"),
    "respond": (Status.RESPONDING, "启动响应"),
    "end": (Status.ENDED, "终止"),
}


class IncidentLife(Life[Incident]):
    """Reported at once and completed while it goes on; a lead is one that nobody has reported yet."""

    model = Incident
    made, many = "初报", "接收线索"
    rights = {"verify": "respond", "supplement": "change"}

    def fill(self, rows: Sequence[Incident], by: Post) -> None:
        """When it was noticed and until when its first report is due; the level the table in use suggests."""
        table = [row.threshold for row in LevelThreshold.objects.filter(retired=False)]
        for incident in rows:
            if incident.pk is None:
                _notice(incident, by)
            found = rules.suggest(table, incident.harm)
            incident.suggested, incident.suggested_why = (found.level, found.words) if found else ("", "")

    def check(self, incident: Incident, by: Post, *, complete: bool) -> None:
        if not incident.title and not incident.text:
            raise RuleViolation("请写一句话：标题或情况填一项即可。", field="title")

    def tells(self, incident: Incident) -> Iterator[dict[str, Any]]:
        """An urgent fact; drills and leads that came from a fact tell nothing new."""
        if incident.first_reported_at and not incident.drill and not incident.fact_id:
            yield {
                "kind": REPORTED,
                "on": incident.noticed_on,
                "source": incident,
                "subject": incident.subject,
                "severity": facts.Severity.SERIOUS,
                "summary": str(incident),
            }

    def follows(self, rows: Sequence[Incident], by: Post, why: str) -> None:
        """The first report, given with the entry."""
        for incident in rows:
            if incident.state == State.SUBMITTED:
                write_report(incident, ReportKind.FIRST, incident.text or incident.title, by)

    def edit(self, incident: Incident, /, *, by: Post, version: int, **fields: Any) -> Incident:
        """补充情况, until it has ended: the suggestion follows, the decided level does not."""
        self.demand("supplement", incident, by)
        with history.acting(by, "补充情况"):
            return super().edit(incident, by=by, version=version, **fields)

    def why_not(self, verb: str, incident: Incident, post: Post) -> str:
        """`verb` as the register calls it. A determination in force holds the incident: it carries the consequences."""
        if refused := super().why_not(verb, incident, post):
            return refused
        if verb == "void":
            return _why_not_voided(incident, post)
        if verb in GOES_TO:
            return _why_not_moved(verb, incident)
        if verb == "report":
            return "已作废的事件不能再报告。" if incident.is_void else _why_not_reported(incident)
        over = incident.is_void or incident.status == Status.ENDED
        if over:
            return f"事件已终止或作废，不能再{'定级' if verb == 'level' else '修改'}。"
        return super().why_not("edit", incident, post) if verb == "supplement" else ""


def _why_not_voided(incident: Incident, post: Post) -> str:
    """An incident counts against its county: the city decides that there was none, and not who reported it. Nothing
    waits for that: whoever works on it reports, raises, lowers and ends it alone.
    """
    if any(row.state not in (State.VOID, State.RETURNED) for row in incident.determinations.all()):
        return "该事件有认定单，请先作废认定单。"
    return deciding.why_not_city(post, "作废") or deciding.why_not_decide(incident, post, "作废")


def _why_not_moved(verb: str, incident: Incident) -> str:
    to, said = GOES_TO[verb]
    if incident.state not in COUNTED or not rules.may_move(incident.status, to):
        return f"{incident.get_status_display()}的事件不能{said}。"
    if to == Status.RESPONDING and not incident.level:
        return "请先定级，再启动响应。"
    responding = to == Status.ENDED and incident.status == Status.RESPONDING
    return "响应中的事件应先提交终报，再终止。" if responding and not _is_told_finally(incident) else ""


def _why_not_reported(incident: Incident) -> str:
    return rules.next_report([ReportKind.FINAL], ReportKind.FOLLOW) if _is_told_finally(incident) else ""


def _is_told_finally(incident: Incident) -> bool:
    return any(report.kind == ReportKind.FINAL for report in incident.reports.all())


INCIDENT = IncidentLife()
supplement, void_incident, why_not = INCIDENT.edit, INCIDENT.void, INCIDENT.why_not


def report_first(*, by: Post, **given: Any) -> Incident:
    """Enter an incident and give the first report in one step. A title or one sentence is enough.

    `noticed_at` (接报时间) is now unless somebody says that it was earlier: from there the time allowed runs, and a
    report that comes after it stays a late one. A moment to come is taken for now: nothing holds the report up.
    """
    return INCIDENT.create(by=by, submit=True, status=Status.VERIFYING, first_reported_at=clock.now(), **given)


def write_report(incident: Incident, kind: str, text: str, by: Post) -> IncidentReport:
    now = clock.now()
    late = kind == ReportKind.FIRST and now > incident.report_due
    return IncidentReport.objects.create(incident=incident, kind=kind, text=text, at=now, by=by, late=late)


def _notice(incident: Incident, by: Post) -> None:
    incident.title, incident.text = (incident.title or "").strip(), (incident.text or "").strip()
    if not incident.region_id:
        incident.region = by.region
    now = incident.first_reported_at or clock.now()
    incident.noticed_at = min(incident.noticed_at or now, now)
    incident.noticed_on = incident.noticed_at.date()
    incident.report_due = terms.due(incident.noticed_at, REPORT_TERM).at
