from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.measures import Period
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Subject

from ..vocabulary.rectification import Deadline, Stage
from .patrol import Patrol


class RectificationQuerySet(RecordQuerySet["Rectification"]):
    subject_path = "subject"

    def due_in(self, period: Period) -> Self:
        return self.filter(due_on__range=(period.first, period.last))

    def overdue(self, day: dt.date) -> Self:
        return self.filter(state__in=COUNTED, due_on__lt=day).exclude(stage=Stage.CLOSED)


@history.tracked
class Rectification(Record):
    """An order to put right what a patrol found (整改): items, due date by the terms, report, recheck.

    Rechecked by somebody other than who reported it fixed. It lives and dies with its patrol.
    """

    PREFIX = "ZG"
    KEPT_ONCE = "责令整改已送达，不能撤回。"
    DATE_FIELD = "ordered_on"
    ENTRY_EXEMPT = "随巡查下达，登记期限由巡查记录把关。"
    SUBJECT_PATH = "subject"
    SHOWN_BEFORE = "patrol"  # whose pictures show what was found, and not that it was put right

    patrol = models.ForeignKey(
        Patrol, models.PROTECT, related_name="rectifications", editable=False, verbose_name="巡查记录"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="rectifications", verbose_name="监管对象")
    ordered_on = models.DateField("责令整改日期")
    items = models.TextField("整改要求", max_length=2000)
    deadline = models.PositiveSmallIntegerField("整改期限", choices=Deadline.choices)
    due_on = models.DateField("整改到期日", editable=False)
    stage = models.CharField("整改进度", max_length=10, choices=Stage.choices, default=Stage.OPEN, editable=False)
    fixed_on = models.DateField("整改完成日期", null=True, blank=True)
    fixed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="整改报告人"
    )
    report = models.TextField("整改情况", max_length=2000, blank=True)
    closed_on = models.DateField("复查销号日期", null=True, blank=True)
    rechecked_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="复查人"
    )
    recheck = models.TextField("复查意见", max_length=1000, blank=True)
    same_person = models.BooleanField("同一人复查", default=False, db_default=False, editable=False)
    drawn = models.BooleanField("县级抽查", default=False, db_default=False, editable=False)
    drawn_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="抽查确认人"
    )
    drawn_on = models.DateField("抽查确认日期", null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField("复查未通过次数", default=0, editable=False)

    objects: ClassVar = RectificationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "整改"
        ordering = ["-ordered_on", "-id"]
        indexes = [
            *scope_indexes("rectification", "ordered_on"),
            models.Index(fields=["county", "due_on"], name="rectification_county_due"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["patrol"],
                condition=~Q(state=State.VOID),
                name="rectification_once_a_patrol",
                violation_error_message="该巡查记录已开具整改。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("ordered_on")),
                name="rectification_due_after_order",
                violation_error_message="整改到期日不能早于责令整改日期。",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False)
                | ~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True),
                name="rectification_closed_has_day",
                violation_error_message="已销号的整改必须有复查销号日期。",
            ),
        ]
