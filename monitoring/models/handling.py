from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.records import Record, State, scope_indexes
from supervision.ground.texts import PrintedField
from supervision.ground.units import UnitField

from ..vocabulary import Action
from .sample import Sample


@history.tracked
class Handling(Record):
    """核查处置单: what was done about one non-compliant sample. The target is 100% handled."""

    PREFIX = "CZ"
    DATE_FIELD = "opened_on"
    SUBJECT_PATH = "sample__subject"

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="handlings", verbose_name="不合格样品")
    opened_on = models.DateField("收到不合格报告日期")
    notified_on = models.DateField("书面通知被抽查人日期", null=True, blank=True)
    controlled_amount = models.DecimalField(
        "控制数量", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    controlled_unit = UnitField("数量单位", max_length=10, default="kg")
    disposal = models.CharField("产品去向（召回、无害化、销毁）", max_length=200, blank=True)
    cause = models.CharField("原因排查", max_length=300, blank=True)
    action = models.CharField("处置方式", max_length=12, choices=Action.choices, blank=True)
    case_number = PrintedField("立案号", max_length=40, blank=True)
    no_case_why = models.CharField("不立案理由", max_length=200, blank=True)
    resampled = models.ForeignKey(
        Sample, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复抽样品"
    )
    closed_on = models.DateField("办结日期", null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "核查处置单"
        ordering = ["-opened_on", "-id"]
        indexes = scope_indexes("handling", "opened_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["sample"],
                condition=~Q(state=State.VOID),
                name="handling_once",
                violation_error_message="该样品已有核查处置单。",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="handling_closed_after_opened",
                violation_error_message="办结日期不能早于收到报告日期。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.RETURNED, State.VOID)) | Q(closed_on__isnull=False),
                name="handling_counted_when_closed",
                violation_error_message="核查处置单办结后才能提交。",
            ),
        ]

    def __str__(self) -> str:
        return f"核查处置单 {self.number}"
