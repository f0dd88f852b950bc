from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.records import Record, scope_indexes

from ..vocabulary.report import Cycle


@history.tracked
class WorkReport(Record):
    """What a township reports on its work: the fifth "one" (工作总结或情况报告)."""

    PREFIX = "ZJ"
    KEPT_ONCE = "已报出的报表不能撤回；需要修改的，请审核人退回后更正。"
    DATE_FIELD = "reported_on"

    title = models.CharField("标题", max_length=100)
    cycle = models.CharField("类型", max_length=10, choices=Cycle.choices)
    covers_from = models.DateField("起始日期")
    covers_to = models.DateField("截止日期")
    reported_on = models.DateField("报送日期")
    text = models.TextField("内容", max_length=20000, blank=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "工作总结"
        ordering = ["-reported_on", "-id"]
        indexes = scope_indexes("workreport", "reported_on")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")),
                name="workreport_covers_a_span",
                violation_error_message="截止日期不能早于起始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
