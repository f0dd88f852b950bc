from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.facts import Fact
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, OWN, Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Subject

from ..rules import Harm
from ..vocabulary import Level, ReportKind, Source, Status
from .threshold import NUMBERS


class IncidentQuerySet(RecordQuerySet["Incident"]):
    def real(self) -> Self:
        """No drills: they are kept and never counted."""
        return self.live().filter(drill=False)

    def leads(self) -> Self:
        return self.real().filter(status=Status.LEAD)

    def unreported(self, now: dt.datetime) -> Self:
        return self.real().filter(self.overdue(now))

    def overdue(self, now: dt.datetime) -> Q:
        """Taken up, and still without a first report after the time allowed."""
        open_ = Q(status__in=(Status.VERIFYING, Status.RESPONDING))
        return open_ & Q(first_reported_at=None, report_due__lt=now)


def _known(label: str) -> models.PositiveIntegerField[int | None, int | None]:
    return models.PositiveIntegerField(label, null=True, blank=True)


@history.tracked
class Incident(Record):
    """A lead or incident (突发事件). A title or a sentence is all that a first report needs; the rest follows.

    `suggested` comes from the threshold table, `level` from a person. The moments of notice and of the first
    report cannot be changed once the report is given: a late report stays late.
    """

    PREFIX = "YJ"
    DATE_FIELD = "noticed_on"
    ENTRY_EXEMPT = "初报先报后补，任何必填项不得挡住初报。"
    MOVES = dict.fromkeys(State, frozenset({State.VOID})) | {State.VOID: frozenset()}  # nobody reviews it
    FOR_CITIZENS = OWN  # who reported something sees what became of it
    EDITABLE = COUNTED  # it is completed while it goes on

    title = models.CharField("标题", max_length=120, blank=True)
    text = models.TextField("情况", max_length=4000, blank=True)
    noticed_on = models.DateField("接报日期", editable=False)
    noticed_at = models.DateTimeField("接报时间", editable=False)
    happened_at = models.DateTimeField("发生时间", null=True, blank=True)
    place = models.CharField("发生地点", max_length=120, blank=True)
    source = models.CharField("来源", max_length=10, blank=True, choices=Source.choices)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name="涉及监管对象"
    )
    product = models.CharField("涉及产品", max_length=60, blank=True)
    fact = models.OneToOneField(
        Fact, models.PROTECT, null=True, blank=True, related_name="incident", editable=False, verbose_name="线索来源"
    )
    deaths = _known("死亡人数")
    affected = _known("受害人数")
    townships = _known("涉及乡镇数")
    counties = _known("涉及县数")
    cities = _known("涉及设区市数")
    drill = models.BooleanField("演练", default=False, help_text="演练不计入任何统计。")
    status = models.CharField("处置状态", max_length=12, choices=Status.choices, default=Status.LEAD, editable=False)
    suggested = models.CharField("建议级别", max_length=1, blank=True, choices=Level.choices, editable=False)
    suggested_why = models.CharField("建议依据", max_length=200, blank=True, editable=False)
    level = models.CharField("定级", max_length=1, blank=True, choices=Level.choices, editable=False)
    report_due = models.DateTimeField("初报时限", editable=False)
    first_reported_at = models.DateTimeField("初报时间", null=True, blank=True, editable=False)
    ended_at = models.DateTimeField("终止时间", null=True, blank=True, editable=False)
    ended_why = models.CharField("终止说明", max_length=500, blank=True, editable=False)

    objects: ClassVar = IncidentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "突发事件"
        ordering = ["-noticed_on", "-id"]
        indexes = [
            *scope_indexes("incident", "noticed_on"),
            models.Index(fields=["status", "report_due"], name="incident_status_due"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(text=""),
                name="incident_says_something",
                violation_error_message="请写一句话：标题或情况填一项即可。",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:30]

    @property
    def harm(self) -> Harm:
        return Harm(**{name: getattr(self, name) for name in NUMBERS})


@history.tracked
class IncidentReport(models.Model):
    """初报, 续报 or 终报: what was said to whom above, and when. Never changed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reports", verbose_name="突发事件")
    kind = models.CharField("种类", max_length=6, choices=ReportKind.choices)
    text = models.TextField("内容", max_length=4000)
    at = models.DateTimeField("上报时间")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="上报人")
    late = models.BooleanField("迟报", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "事件报告"
        ordering = ["incident", "at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "kind"],
                condition=~Q(kind=ReportKind.FOLLOW),
                name="report_first_and_final_once",
                violation_error_message="初报和终报各只有一份。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


@history.tracked
class LevelDecision(models.Model):
    """A person set the level, or raised or lowered it, for a reason. Never changed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="decisions", verbose_name="突发事件")
    from_level = models.CharField("原级别", max_length=1, blank=True, choices=Level.choices)
    to_level = models.CharField("级别", max_length=1, choices=Level.choices)
    suggested = models.CharField("当时的建议级别", max_length=1, blank=True, choices=Level.choices)
    why = models.CharField("理由", max_length=500)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="定级人")

    class Meta:
        verbose_name = verbose_name_plural = "事件定级"
        ordering = ["incident", "id"]

    def __str__(self) -> str:
        return f"{self.get_from_level_display() or '未定级'} → {self.get_to_level_display()}"
