from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Grade, Subject

from ..vocabulary import Origin
from .ruleset import RuleSet


@history.tracked
class CreditFile(Record):
    """The credit file (信用档案) of a subject and its rating today. One for each; opened once, kept for good.

    `held` is a grade set by two people; it stays until they take it back, whatever the points say.
    """

    PREFIX = "XD"
    DATE_FIELD = "opened_on"
    SUBJECT_PATH = "subject"

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="credit_files", verbose_name="监管对象")
    opened_on = models.DateField("建档日期")
    points = models.SmallIntegerField("信用分", default=100, editable=False)
    grade = models.CharField("信用等级", max_length=1, choices=Grade.choices, default=Grade.A, editable=False)
    direct = models.BooleanField("直接定级", default=False, editable=False)
    held = models.CharField("人工核定等级", max_length=1, blank=True, choices=Grade.choices, editable=False)
    rated_on = models.DateField("评定日期", null=True, editable=False)
    ruleset = models.ForeignKey(
        RuleSet, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="规则版本"
    )

    objects: ClassVar = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "信用档案"
        ordering = ["-opened_on", "-id"]
        indexes = [
            *scope_indexes("creditfile", "opened_on"),
            models.Index(fields=["county", "points", "id"], name="creditfile_county_points"),
            models.Index(fields=["township", "points", "id"], name="creditfile_town_points"),
            models.Index(fields=["points", "id"], name="creditfile_points"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                condition=~Q(state=State.VOID),
                name="creditfile_once",
                violation_error_message="该监管对象已有信用档案。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}信用档案"


@history.tracked
class CreditRating(models.Model):
    """One change of grade: from what to what, when, by whom, by which rules and on which entries. Never changed."""

    file = models.ForeignKey(CreditFile, models.PROTECT, related_name="ratings", verbose_name="信用档案")
    on = models.DateField("日期")
    from_grade = models.CharField("原等级", max_length=1, blank=True, choices=Grade.choices)
    to_grade = models.CharField("新等级", max_length=1, choices=Grade.choices)
    points = models.SmallIntegerField("信用分")
    origin = models.CharField("方式", max_length=10, choices=Origin.choices, default=Origin.RULES)
    reason = models.CharField("原因", max_length=500, blank=True)
    ruleset = models.ForeignKey(RuleSet, models.PROTECT, related_name="+", verbose_name="规则版本")
    entries = models.JSONField("依据的记录", default=list, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="评定人")
    at = models.DateTimeField("评定时间")

    class Meta:
        verbose_name = verbose_name_plural = "信用等级变更"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.on} {self.from_grade or '—'}→{self.to_grade}"
