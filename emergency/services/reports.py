"""Reports upwards, each at its moment."""

from __future__ import annotations

from typing import Any

from supervision.ground import history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.texts import read

from .. import rules
from ..models import Incident, IncidentReport
from ..vocabulary import ReportKind, Status
from .incidents import INCIDENT, write_report


def add_report(incident: Incident, *, kind: str, text: str, by: Post) -> IncidentReport:
    """A follow-up or final report, or the first one for a lead that has none. Its moment is now."""
    INCIDENT.demand("report", incident, by)
    text = read(text, "text", lines=True)
    if not text:
        raise RuleViolation("请填写报告内容。", field="text")
    with history.acting(by, ReportKind(kind).label, on=[incident]):
        Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        if why := rules.next_report(incident.reports.values_list("kind", flat=True), kind):
            raise RuleViolation(why, field="kind")
        report = write_report(incident, kind, text, by)
        first: dict[str, Any] = {}
        if kind == ReportKind.FIRST:
            first = {"first_reported_at": report.at}
            first |= {"status": Status.VERIFYING} if incident.status == Status.LEAD else {}
        else:
            incident.refresh_from_db(fields=["version"])  # who asks at the same moment comes after
        # Another version with each: a second click on the same page gives no second report.
        records.touch(incident, by=by, verb=ReportKind(kind).label, **first)
        INCIDENT.keep(incident, by=by)
    return report
