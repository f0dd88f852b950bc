from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Grade, Subject

from .file import CreditFile

if TYPE_CHECKING:
    from supervision.ground.people import Post


class CreditOverrideQuerySet(RecordQuerySet["CreditOverride"]):
    def finished_for(self, post: Post) -> Self:
        """A grade that somebody proposes is nothing yet, and known to nobody outside until it is confirmed."""
        return super().finished_for(post).accepted()


@history.tracked
class CreditOverride(Record):
    """A grade proposed by one person and confirmed by another; takes effect when accepted.

    An empty grade takes an earlier one back: the rules decide again.
    """

    PREFIX = "XT"
    DATE_FIELD = "proposed_on"
    SUBJECT_PATH = "subject"
    BY_ONE = False  # a rating against the rules is the decision of two people

    file = models.ForeignKey(CreditFile, models.PROTECT, related_name="overrides", verbose_name="信用档案")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name="监管对象")
    proposed_on = models.DateField("提出日期")
    grade = models.CharField(
        "调整为", max_length=1, blank=True, choices=Grade.choices, help_text="不选：取消人工核定，恢复按规则评定。"
    )
    reason = models.CharField("调整理由", max_length=500)

    objects: ClassVar = CreditOverrideQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "信用等级人工调整"
        ordering = ["-proposed_on", "-id"]
        indexes = scope_indexes("creditoverride", "proposed_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(state=State.SUBMITTED),
                name="creditoverride_one_waiting",
                violation_error_message="该档案已有一份等待复核的调整。",
            ),
        ]
