from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import COUNTED, Record, RecordQuerySet, scope_indexes
from supervision.ground.subjects import Subject

from ..vocabulary.patrol import CONDUCTED, Answer, Conclusion, RecordsKept
from ..vocabulary.rectification import Deadline
from .checklist import Checklist


class PatrolQuerySet(RecordQuerySet["Patrol"]):
    subject_path = "subject"

    def conducted(self) -> Self:
        """Visits at which somebody was met and the checklist gone through."""
        return self.filter(conclusion__in=CONDUCTED)


@history.tracked
class Patrol(Record):
    """One visit of a township supervisor or assistant to a subject (巡查记录).

    The checklist is stored with its version. Place and distance from the registered point are shown, never a
    ground to refuse. `visit` is shared with a sample taken at the same visit. An assistant's draft may still
    lack a conclusion; what is submitted has one.
    """

    PREFIX = "XC"
    DATE_FIELD = "held_on"
    SUBJECT_PATH = "subject"

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="patrols", verbose_name="监管对象")
    held_on = models.DateField("巡查日期")
    companions = models.CharField("同行人员", max_length=100, blank=True)
    checklist = models.CharField("检查表版本", max_length=40, editable=False)
    answers = models.JSONField("检查情况", default=dict, blank=True, editable=False)
    records_kept = models.CharField(
        "生产记录检查", max_length=12, choices=RecordsKept.choices, default=RecordsKept.UNCHECKED
    )
    conclusion = models.CharField("巡查结论", max_length=10, choices=Conclusion.choices, blank=True)
    problems = models.TextField("发现的问题", max_length=2000, blank=True)
    deadline = models.PositiveSmallIntegerField("整改期限", choices=Deadline.choices, null=True, blank=True)
    guidance = models.TextField("指导意见", max_length=2000, blank=True)
    note = models.TextField("情况说明", max_length=1000, blank=True)
    latitude = models.DecimalField(
        "纬度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        "经度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    accuracy = models.PositiveIntegerField("定位精度（米）", null=True, blank=True)
    distance = models.PositiveIntegerField("距登记位置（米）", null=True, blank=True, editable=False)
    visit = models.UUIDField("到场标识", default=uuid.uuid4, editable=False)

    asked: Checklist  # the paper its answers belong to, once it was filled in
    course: Mapping[str, Any]  # what has become of its order, while many visits are entered at once

    objects: ClassVar = PatrolQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "巡查记录"
        ordering = ["-held_on", "-id"]
        indexes = [
            *scope_indexes("patrol", "held_on"),
            models.Index(fields=["subject", "held_on"], name="patrol_subject_date"),
            models.Index(fields=["visit"], name="patrol_visit"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state__in=COUNTED) | ~Q(conclusion=""),
                name="patrol_counted_has_conclusion",
                violation_error_message="提交的巡查记录必须有结论。",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="patrol_whole_location",
                violation_error_message="纬度和经度应同时填写。",
            ),
        ]

    @property
    def conducted(self) -> bool:
        return self.conclusion in CONDUCTED

    def answered(self) -> list[tuple[str, str, str]]:
        """(item, answer, its label) in the order of the checklist the patrol was made with."""
        known = Checklist.objects.whole().filter(code=self.checklist).first()
        labels = known.labels() if known else {}
        return [(labels.get(code, code), answer, Answer(answer).label) for code, answer in self._in_order(labels)]

    def _in_order(self, labels: dict[str, str]) -> list[tuple[str, str]]:
        place = {code: i for i, code in enumerate(labels)}
        return sorted(self.answers.items(), key=lambda pair: place.get(pair[0], len(place)))
