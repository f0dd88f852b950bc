"""Reports upwards. The first one is never held up by a missing detail (domain §11: 先报后补)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from supervision.ground import clock, facts, history, records, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.regions import Region

from .. import rules
from ..models import Incident, IncidentReport
from ..vocabulary import REPORT_TERM, REPORTED, ReportKind, Status
from .levels import fill_suggestion
from .response import demand


def report_first(
    *,
    by: Post,
    title: str = "",
    text: str = "",
    region: Region | None = None,
    noticed_at: dt.datetime | None = None,
    client_key: uuid.UUID | None = None,
    **details: Any,
) -> Incident:
    """Enter an incident and give the first report in one step. A title or one sentence is enough.

    `noticed_at` (接报时间) is now unless somebody says that it was earlier: from there the time allowed runs, and a
    report that comes after it stays a late one. A moment to come is taken for now: nothing holds the report up.
    """
    title, text = (title or "").strip(), (text or "").strip()
    if not title and not text:
        raise RuleViolation("请写一句话：标题或情况填一项即可。", field="title")
    now = clock.now()
    incident = Incident(
        title=title,
        text=text,
        region=region or by.region,
        client_key=client_key,
        status=Status.VERIFYING,
        **moments(min(noticed_at or now, now)),
        **details,
    )
    incident.first_reported_at = now
    fill_suggestion(incident)
    with history.acting(by, "初报"):
        made = records.create(incident, by=by, submit=True, verb="初报")
        if made is incident:
            _write(incident, ReportKind.FIRST, text or title, by)
            _tell(incident, by)
    return made


def add_report(incident: Incident, *, kind: str, text: str, by: Post) -> IncidentReport:
    """A follow-up or final report, or the first one for a lead that has none. Its moment is now."""
    demand("report", incident, by)
    if not text.strip():
        raise RuleViolation("请填写报告内容。", field="text")
    with history.acting(by, ReportKind(kind).label, on=[incident]):
        Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        if why := rules.next_report(incident.reports.values_list("kind", flat=True), kind):
            raise RuleViolation(why, field="kind")
        report = _write(incident, kind, text.strip(), by)
        if kind == ReportKind.FIRST:
            taken_up = {"status": Status.VERIFYING} if incident.status == Status.LEAD else {}
            records.touch(incident, by=by, verb="初报", first_reported_at=report.at, **taken_up)
            _tell(incident, by)
    return report


def moments(noticed_at: dt.datetime) -> dict[str, Any]:
    """When an incident was noticed, and until when its first report is due."""
    return {
        "noticed_at": noticed_at,
        "noticed_on": noticed_at.date(),
        "report_due": terms.due(noticed_at, REPORT_TERM).at,
    }


def _write(incident: Incident, kind: str, text: str, by: Post) -> IncidentReport:
    now = clock.now()
    late = kind == ReportKind.FIRST and now > incident.report_due
    return IncidentReport.objects.create(incident=incident, kind=kind, text=text, at=now, by=by, late=late)


def _tell(incident: Incident, by: Post) -> None:
    """An urgent fact; drills and leads that came from a fact tell nothing new."""
    if incident.drill or incident.fact_id:
        return
    facts.record(
        REPORTED,
        on=incident.noticed_on,
        source=incident,
        by=by,
        region=incident.region,
        subject=incident.subject,
        severity=facts.Severity.SERIOUS,
        summary=str(incident),
    )
