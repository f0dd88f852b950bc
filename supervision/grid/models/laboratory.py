from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from supervision.ground import history
from supervision.ground.people import Organisation
from supervision.ground.records import COUNTED, Record, RecordQuerySet, State, scope_indexes
from supervision.ground.texts import PrintedField

from ..vocabulary.laboratory import CertificateKind, LabLevel


class LaboratoryQuerySet(RecordQuerySet["Laboratory"]):
    def with_certificates_on(self, day: dt.date) -> Self:
        """`cma` and `catl`: whether a certificate of that kind is in force on `day`, its last day included."""
        return self.annotate(
            **{
                kind.value: Exists(
                    LaboratoryCertificate.objects.counted().filter(
                        laboratory=OuterRef("pk"), kind=kind, first_day__lte=day, last_day__gte=day
                    )
                )
                for kind in CertificateKind
            }
        )

    def dual_certified_on(self, day: dt.date) -> Self:
        return self.with_certificates_on(day).filter(cma=True, catl=True, state__in=COUNTED)


@history.tracked
class Laboratory(Record):
    """A testing laboratory and what it may test for. Its certificates are rows of their own: a renewal is a new one.

    A report on an analyte outside `parameters`, or on a day without both certificates, is not valid.
    """

    PREFIX = "JG"
    DATE_FIELD = "entered_on"
    ENTRY_EXEMPT = "入册日期是机构的属性，不是一次工作的日期。"

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="laboratories",
        verbose_name="机构",
        limit_choices_to={"kind": "laboratory"},
    )
    level = models.CharField("级别", max_length=10, choices=LabLevel.choices)
    entered_on = models.DateField("入册日期")
    parameters = models.JSONField("获证检测参数", default=list, blank=True, help_text="每行一个检测项目。")

    objects: ClassVar = LaboratoryQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "检测机构"
        ordering = ["-entered_on", "-id"]
        indexes = scope_indexes("laboratory", "entered_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=~Q(state=State.VOID),
                name="laboratory_once",
                violation_error_message="该检测机构已登记。",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def dual_certified_on(self, day: dt.date) -> bool:
        """Both certificates in force on `day`. Prefetched certificates are used where they are there."""
        held = {row.kind for row in self.certificates.all() if row.in_force(day)}
        return held >= set(CertificateKind.values)


@history.tracked
class LaboratoryCertificate(Record):
    """One certificate of a laboratory for one period; the years before a renewal are judged by the old one."""

    PREFIX = "ZZ"
    DATE_FIELD = "first_day"
    ENTRY_EXEMPT = "发证日期是证书的属性，不是一次工作的日期。"

    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="certificates", verbose_name="检测机构")
    kind = models.CharField("证书种类", max_length=8, choices=CertificateKind.choices)
    certificate = PrintedField("证书编号", max_length=40)
    first_day = models.DateField("发证日期")
    last_day = models.DateField("有效期至")

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "检测机构证书"
        ordering = ["-first_day", "-id"]
        indexes = scope_indexes("labcertificate", "first_day")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["laboratory", "kind", "first_day"],
                condition=~Q(state=State.VOID),
                name="labcertificate_once",
                violation_error_message="该机构这一天发证的同种证书已登记。",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="labcertificate_ends_after_it_begins",
                violation_error_message="有效期至不能早于发证日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}证书 {self.certificate}"

    def in_force(self, day: dt.date) -> bool:
        return self.state in COUNTED and self.first_day <= day <= self.last_day
