from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.people import Organisation
from supervision.ground.records import COUNTED, Record, RecordQuerySet, scope_indexes
from supervision.ground.subjects import Subject
from supervision.ground.texts import PrintedField

from ..vocabulary.staff import StaffKind


class StaffQuerySet(RecordQuerySet["Staff"]):
    subject_path = "subject"

    def on_duty(self, day: dt.date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, state__in=COUNTED)


@history.tracked
class Staff(Record):
    """A person of the supervision team, of one of five kinds, from one day to another (监管人员)."""

    PREFIX = "RY"
    DATE_FIELD = "since"
    ENTRY_EXEMPT = "上岗日期是人员的属性，不是一次工作的日期。"
    SUBJECT_PATH = "subject"

    name = models.CharField("姓名", max_length=30)
    kind = models.CharField("人员类别", max_length=12, choices=StaffKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="staff", null=True, blank=True, verbose_name="所在单位"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="staff", null=True, blank=True, verbose_name="所属监管对象"
    )
    full_time = models.BooleanField("专职", default=False)
    certificate = PrintedField("证件（证书）编号", max_length=40, blank=True)
    certificate_until = models.DateField("证件有效期至", null=True, blank=True)
    training_hours = models.DecimalField(
        "当年培训学时", max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0)]
    )
    since = models.DateField("上岗日期")
    until = models.DateField("离岗日期", null=True, blank=True)

    objects: ClassVar = StaffQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "监管人员"
        ordering = ["-since", "-id"]
        indexes = [*scope_indexes("staff", "since"), models.Index(fields=["township", "kind"], name="staff_town_kind")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="staff_ends_after_it_begins",
                violation_error_message="离岗日期不能早于上岗日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StaffKind.INTERNAL) | Q(subject__isnull=False),
                name="staff_internal_has_subject",
                violation_error_message="企业内控员须选择所属监管对象。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"
