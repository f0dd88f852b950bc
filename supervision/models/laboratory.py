from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from supervision import history
from supervision.people.models import Organisation
from supervision.records.models import Record, scope_indexes
from supervision.records.scope import RecordQuerySet
from supervision.records.vocabulary import COUNTED, State
from supervision.vocabulary.laboratory import LabLevel


def valid_on(name: str, day: dt.date) -> Q:
    return ~Q(**{f"{name}_number": ""}) & Q(**{f"{name}_from__lte": day, f"{name}_until__gte": day})


def _span(name: str, label: str) -> models.CheckConstraint:
    """A certificate has a number, a first and a last day, or nothing at all."""
    nothing = Q(**{f"{name}_number": "", f"{name}_from": None, f"{name}_until": None})
    whole = ~Q(**{f"{name}_number": ""}) & Q(**{f"{name}_until__gte": F(f"{name}_from")})
    return models.CheckConstraint(
        condition=nothing | whole,
        name=f"laboratory_{name}_whole",
        violation_error_message=f"{label}的证书编号、发证日期和有效期至应同时填写，且有效期至不早于发证日期。",
    )


class LaboratoryQuerySet(RecordQuerySet):
    def dual_certified_on(self, day: dt.date) -> LaboratoryQuerySet:
        return self.filter(valid_on("cma", day), valid_on("catl", day), state__in=COUNTED)


@history.tracked
class Laboratory(Record):
    """A testing laboratory with its two certificates (CMA 资质认定, CATL 机构考核) and what it may test for.

    A report on an analyte outside `parameters`, or on a day outside the certificates, is not valid.
    """

    PREFIX = "JG"
    DATE_FIELD = "entered_on"

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="laboratories",
        verbose_name="机构",
        limit_choices_to={"kind": "laboratory"},
    )
    level = models.CharField("级别", max_length=10, choices=LabLevel.choices)
    entered_on = models.DateField("入册日期")
    cma_number = models.CharField("CMA证书编号", max_length=40, blank=True)
    cma_from = models.DateField("CMA发证日期", null=True, blank=True)
    cma_until = models.DateField("CMA有效期至", null=True, blank=True)
    catl_number = models.CharField("CATL证书编号", max_length=40, blank=True)
    catl_from = models.DateField("CATL发证日期", null=True, blank=True)
    catl_until = models.DateField("CATL有效期至", null=True, blank=True)
    parameters = models.JSONField("获证检测参数", default=list, blank=True, help_text="每行一个检测项目。")

    objects = LaboratoryQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "检测机构"
        ordering = ["-entered_on", "-id"]
        indexes = scope_indexes("laboratory", "entered_on")
        constraints = [
            *Record.Meta.constraints,
            _span("cma", "CMA"),
            _span("catl", "CATL"),
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
        """Both certificates in force on `day`, their last day included."""
        return all(
            getattr(self, f"{name}_number") and getattr(self, f"{name}_from") <= day <= getattr(self, f"{name}_until")
            for name in ("cma", "catl")
        )
