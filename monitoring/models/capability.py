from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.models import Laboratory

from .reference import Analyte


@history.tracked
class Capability(Record):
    """获证参数: one line of a laboratory's accredited table, for some products, by a method, between two days.

    A report on an item outside the table is not valid (资质限能力参数表, domain facts 8 and no. 25). `matrix` is a
    place in the product tree; empty means all products.
    """

    PREFIX = "CS"
    DATE_FIELD = "since"
    ENTRY_EXEMPT = "获证日期是参数的属性，不是一次工作的日期。"

    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="capabilities", verbose_name="检测机构")
    analyte = models.ForeignKey(Analyte, models.PROTECT, related_name="+", verbose_name="检测项目")
    matrix = models.CharField("产品范围", max_length=40, blank=True, help_text="空：不限产品。")
    method = models.CharField("检测方法", max_length=60, blank=True)
    since = models.DateField("获证日期")
    until = models.DateField("有效期至", null=True, blank=True, help_text="空：随证书有效。")

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "获证参数"
        ordering = ["-since", "-id"]
        indexes = [
            *scope_indexes("capability", "since"),
            models.Index(fields=["laboratory", "analyte"], name="capability_lab_item"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["laboratory", "analyte", "matrix", "method", "since"],
                condition=~Q(state=State.VOID),
                name="capability_once",
                violation_error_message="该机构的这一参数已登记。",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="capability_ends_after_it_begins",
                violation_error_message="有效期至不能早于获证日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"获证参数 {self.number}"
