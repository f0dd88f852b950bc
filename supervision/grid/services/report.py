from __future__ import annotations

from collections.abc import Sequence

from supervision.ground import clock
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post

from ..models.report import WorkReport


class ReportLife(Life[WorkReport]):
    """A township hands in its summary or report; the place is the one of the post, unless it is chosen."""

    model = WorkReport
    made, drafted, many = "报送工作总结", "保存工作总结草稿", "批量登记工作总结"

    def fill(self, rows: Sequence[WorkReport], by: Post) -> None:
        for report in rows:
            if not report.region_id:
                report.region = by.region
            report.reported_on = report.reported_on or clock.today()

    def check(self, report: WorkReport, by: Post, *, complete: bool) -> None:
        refuse_future(report.reported_on, "reported_on", "报送日期")
        if report.covers_to < report.covers_from:
            raise RuleViolation("截止日期不能早于起始日期。", field="covers_to")


LIFE = ReportLife()
hand_in_report, hand_in_reports = LIFE.create, LIFE.create_many
