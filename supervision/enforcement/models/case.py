from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history, keys
from supervision.ground.measures import Period
from supervision.ground.people import Post
from supervision.ground.records import Record, RecordQuerySet, scope_indexes
from supervision.ground.subjects import Subject
from supervision.ground.texts import PrintedField

from ..rules import case as rules
from ..vocabulary.case import Category, PartyKind, Penalty, Procedure, Progress, Source


class CaseQuerySet(RecordQuerySet["Case"]):
    subject_path = "subject"

    def held_in(self, period: Period) -> Self:
        """Opened or filed in the period: a lead of December that is filed in January counts in the new year."""
        days = (period.first, period.last)
        return self.filter(Q(opened_on__range=days) | Q(filed_on__range=days))


def _amount(label: str) -> models.DecimalField[Any, Decimal | None]:
    return models.DecimalField(
        label,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="仅用于上级要求的统计报表，不参与考核打分和排名。",
    )


@history.tracked
class Case(Record):
    """An enforcement case, from the lead to the closing (案件).

    Amounts are statistics the upper level asks for; no score may rest on them (行政处罚法第七十四条).
    """

    PREFIX = "AJ"
    KEPT_ONCE = "案件不能撤回；登记有误的，请审核人退回或作废。"
    DATE_FIELD = "opened_on"
    SUBJECT_PATH = "subject"

    category = models.CharField("案件类别", max_length=12, choices=Category.choices)
    category_by = models.ForeignKey(
        Post,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        editable=False,
        verbose_name="定类人",
    )
    category_on = models.DateField("定类日期", null=True, blank=True, editable=False)
    source = models.CharField("案件来源", max_length=12, choices=Source.choices)
    cause = models.CharField("案由", max_length=100)
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="cases", null=True, blank=True, verbose_name="监管对象"
    )
    party = models.CharField("当事人", max_length=80)
    party_kind = models.CharField("当事人类型", max_length=14, choices=PartyKind.choices)
    patrol = models.ForeignKey(
        "supervision.Patrol",
        models.PROTECT,
        related_name="cases",
        null=True,
        blank=True,
        editable=False,
        verbose_name="来源巡查",
    )
    opened_on = models.DateField("线索受理日期")
    filed_on = models.DateField("立案日期", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    closed_on = models.DateField("结案日期", null=True, blank=True)
    due_on = models.DateField("办案期限届满日", null=True, blank=True, editable=False)
    procedure = models.CharField("办理程序", max_length=16, choices=Procedure.choices, blank=True)
    document = PrintedField("决定书文号", max_length=60, blank=True)
    document_key = keys.KeyField("文号键", of=["document"])
    twin = keys.twin_field()
    penalties = ArrayField(
        models.CharField(max_length=16, choices=Penalty.choices), default=list, blank=True, verbose_name="处罚种类"
    )
    banned_substance = models.BooleanField("涉及禁用药物", default=False)
    value = _amount("案值（元）")
    fine = _amount("罚款（元）")
    forfeited = _amount("没收违法所得（元）")
    transferred_on = models.DateField("移送公安日期", null=True, blank=True)
    note = models.TextField("案情摘要", max_length=2000, blank=True)

    objects: ClassVar = CaseQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "案件"
        ordering = ["-opened_on", "-id"]
        indexes = [
            *scope_indexes("case", "opened_on"),
            models.Index(fields=["county", "filed_on"], name="case_county_filed"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(filed_on=None) | Q(filed_on__gte=F("opened_on")))
                & (Q(decided_on=None) | Q(filed_on__isnull=False, decided_on__gte=F("filed_on")))
                & (Q(closed_on=None) | Q(decided_on__isnull=False, closed_on__gte=F("decided_on"))),
                name="case_dates_in_order",
                violation_error_message="受理、立案、决定、结案日期应依次填写。",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=~Q(state="void") & ~Q(document=""),
                name="case_document_once",
                violation_error_message="该决定书文号已存在。",
            ),
            keys.once(
                key="document_key",
                condition=~Q(state="void"),
                name="case_document_key_once",
                violation_error_message="该决定书文号已存在。",
            ),
        ]

    @property
    def progress(self) -> Progress:
        return rules.progress(self.filed_on, self.decided_on, self.closed_on)
