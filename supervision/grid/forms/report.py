from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground import clock, desk
from supervision.ground.regions import Level

from ..models.report import WorkReport


class WorkReportForm(desk.DeskModelForm):
    region = desk.RegionField(levels=(Level.COUNTY, Level.TOWNSHIP), label="报送单位所在地区")
    documents = desk.FilesField(label="附件", purpose="document")

    sections = [
        ("报告", ["region", "title", "cycle", "covers_from", "covers_to", "reported_on"]),
        ("内容", ["text", "documents"]),
    ]

    class Meta:
        model = WorkReport
        fields = ["region", "title", "cycle", "covers_from", "covers_to", "reported_on", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = clock.today()
        self.fields["region"].initial = self.post.region.pk
        self.fields["covers_from"].initial = dt.date(day.year, 1, 1)
        self.fields["covers_to"].initial = day
        self.fields["reported_on"].initial = day
