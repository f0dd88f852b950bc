from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import State

from ..models.report import WorkReport


def hand_in_report(*, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any) -> WorkReport:
    """A township hands in its summary or report; the place is the one of the post, unless it is chosen."""
    report = WorkReport(client_key=client_key, **fields)
    _fill(report, by)
    return records.create(report, by=by, submit=submit, verb="报送工作总结" if submit else "保存工作总结草稿")


def correct_report(report: WorkReport, *, by: Post, version: int, **fields: Any) -> WorkReport:
    for name, value in fields.items():
        setattr(report, name, value)
    _fill(report, by)
    return records.edit(report, by=by, version=version, **fields)


def hand_in_reports(rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED) -> list[WorkReport]:
    reports = [WorkReport(**row) for row in rows]
    for report in reports:
        _fill(report, by)
    with history.acting(by, "批量登记工作总结"):
        return list(records.create_many(reports, by=by, state=state))


def _fill(report: WorkReport, by: Post) -> None:
    if not report.region_id:
        report.region = by.region
    report.reported_on = report.reported_on or clock.today()
    refuse_future(report.reported_on, "reported_on", "报送日期")
    if report.covers_to < report.covers_from:
        raise RuleViolation("截止日期不能早于起始日期。", field="covers_to")
