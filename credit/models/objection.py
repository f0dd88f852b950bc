from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Subject

from ..vocabulary import ANSWERED, Answer
from .entry import CreditEntry


@history.tracked
class Objection(Record):
    """A subject's objection to one entry of its file. Granted: the entry is taken back; upheld: it stands."""

    PREFIX = "XQ"
    DATE_FIELD = "raised_on"
    SUBJECT_PATH = "subject"
    MOVES = ANSWERED
    EDITABLE = (Answer.DRAFT,)
    BY_ONE = False  # an answer, and final

    entry = models.ForeignKey(CreditEntry, models.PROTECT, related_name="objections", verbose_name="信用记录")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name="监管对象")
    raised_on = models.DateField("提出日期")
    reason = models.CharField("异议理由", max_length=500)
    asked_of = models.CharField(
        "答复层级", max_length=10, blank=True, default="", db_default="", editable=False, help_text="空：县级或市级。"
    )
    state = models.CharField("状态", max_length=10, choices=Answer.choices, default=Answer.DRAFT, editable=False)
    returned_why = models.CharField("维持理由", max_length=500, blank=True, editable=False)
    voided_why = models.CharField("撤回原因", max_length=500, blank=True, editable=False)

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "信用异议"
        ordering = ["-raised_on", "-id"]
        indexes = scope_indexes("objection", "raised_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state=State.SUBMITTED),
                name="objection_one_waiting",
                violation_error_message="该记录已有一份等待处理的异议。",
            ),
        ]
