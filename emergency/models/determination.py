from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.texts import PrintedField

from ..vocabulary import Level
from .incident import Incident


@history.tracked
class Determination(Record):
    """认定单: the level of an incident and whether agriculture is responsible, by whom and by which document.

    Its county is the one held responsible. One person enters it, another confirms it; then it is in force.
    """

    PREFIX = "RD"
    DATE_FIELD = "determined_on"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="determinations", verbose_name="突发事件")
    determined_on = models.DateField("认定日期")
    level = models.CharField("认定级别", max_length=1, choices=Level.choices)
    agricultural = models.BooleanField("属农业环节责任", default=False)
    organ = models.CharField("认定机关", max_length=100)
    document = PrintedField("文号", max_length=60)
    basis = models.CharField("认定依据", max_length=500)

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "事件认定单"
        ordering = ["-determined_on", "-id"]
        indexes = scope_indexes("determination", "determined_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["incident"],
                condition=~Q(state__in=(State.VOID, State.RETURNED)),
                name="determination_once",
                violation_error_message="该事件已有认定单；如需更改，请先作废原认定单。",
            ),
        ]
