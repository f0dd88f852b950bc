"""The lines of a report, and the laboratory's own corrections of it: each a new set of lines, the old ones stay."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.records import LABORATORY_ROLES, Living, ScopedQuerySet
from supervision.ground.texts import PrintedField

from ..vocabulary import CORRECTION_MOVES, OPEN_CORRECTIONS, CorrectionState, Found, Unit, Verdict
from .order import TestOrder, person
from .reference import Analyte, Limit


class CorrectionQuerySet(ScopedQuerySet["Correction"]):
    def visible_to(self, post: Post | None) -> Any:
        """The laboratory's own; a bureau sees those in force, and those that were put to its level."""
        rows = self.filter(order__in=TestOrder.objects.visible_to(post))
        if post is None or post.role in LABORATORY_ROLES:
            return rows
        return rows.filter(Q(state=CorrectionState.DONE) | Q(asked_of=post.region.level))

    def under_way(self) -> Self:
        return self.filter(state__in=OPEN_CORRECTIONS)

    def done(self) -> Self:
        return self.filter(state=CorrectionState.DONE)


@history.tracked
class Correction(Living):
    """更正: what the laboratory found wrong in its own verified report, and what it says instead.

    Entered by one, checked by another; one that lifts a failure waits for the consent of `asked_of`. Until it is in
    force the report before it stands. It is never edited: one that did not pass is followed by another.
    """

    CALLED = "更正"
    DATE_FIELD = "entered_at"
    MOVES = CORRECTION_MOVES

    order = models.ForeignKey(TestOrder, models.PROTECT, related_name="corrections", verbose_name="检测单")
    edition = models.PositiveSmallIntegerField("版次")
    state = models.CharField("状态", max_length=10, choices=CorrectionState.choices, default=CorrectionState.ENTERED)
    why = models.CharField("更正原因", max_length=500)
    report = PrintedField("更正后报告编号", max_length=40, blank=True)
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间")
    checked_by = person("复核人")
    checked_at = models.DateTimeField("复核时间", null=True, blank=True)
    asked_of = models.CharField("须同意的级别", max_length=10, blank=True, help_text="空：不须同意。")
    consented_by = person("同意人")
    consented_at = models.DateTimeField("同意时间", null=True, blank=True)
    refused_by = person("未通过经办人")
    refused_at = models.DateTimeField("未通过时间", null=True, blank=True)
    refused_why = models.CharField("未通过原因", max_length=500, blank=True)
    before = models.CharField("更正前结论", max_length=400, blank=True)
    after = models.CharField("更正后结论", max_length=400, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检测结果更正"
        ordering = ["order", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "edition"],
                name="correction_edition_once",
                violation_error_message="该检测单已有这一版更正。",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=OPEN_CORRECTIONS),
                name="correction_one_under_way",
                violation_error_message="这份检测单已有一份更正在办理。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(CorrectionState.DONE, CorrectionState.CONSENT))
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("entered_by"))),
                name="correction_checked_by_another",
                violation_error_message="更正须由录入人以外的人复核。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.DONE) | Q(asked_of="") | Q(consented_by__isnull=False),
                name="correction_consented_where_asked",
                violation_error_message="这份更正须经委托单位同意。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} 第{self.edition}版"


class ResultQuerySet(models.QuerySet["Result"]):
    def reported(self) -> Self:
        """The lines as first entered and verified."""
        return self.filter(correction=None)

    def in_force(self) -> Self:
        """The lines that hold now: those of the last correction in force, or of the report itself."""
        done = Correction.objects.done().filter(order=OuterRef("order"))
        later = done.filter(edition__gt=OuterRef("correction__edition"))
        own = Q(correction=None) & ~Exists(done)
        return self.filter(own | (Q(correction__state=CorrectionState.DONE) & ~Exists(later)))


@history.tracked
class Result(models.Model):
    """One item of a report. What it was compared with is copied beside it, so that the page needs no list.

    `typed` is what stood in the box, `digits` its number as it was written; `doubt` is what seemed implausible and was
    confirmed by `sure_by`.
    """

    order = models.ForeignKey(TestOrder, models.PROTECT, related_name="results", verbose_name="检测单")
    analyte = models.ForeignKey(Analyte, models.PROTECT, related_name="+", verbose_name="检测项目")
    found = models.CharField("结果", max_length=8, choices=Found.choices, default=Found.PENDING)
    value = models.DecimalField("检出值", max_digits=14, decimal_places=6, null=True, blank=True)
    lod = models.DecimalField("检出限", max_digits=14, decimal_places=6, null=True, blank=True)
    loq = models.DecimalField("定量限", max_digits=14, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=8, choices=Unit.choices, default=Unit.MG_KG)
    method = models.CharField("检测方法", max_length=60, blank=True)
    total = models.DecimalField("合计（mg/kg）", max_digits=16, decimal_places=8, null=True, blank=True)
    limit = models.ForeignKey(Limit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="限量")
    verdict = models.CharField("判定", max_length=12, choices=Verdict.choices, default=Verdict.PENDING)
    banned = models.BooleanField("禁用物质", default=False)
    why = models.CharField("判定依据", max_length=200, blank=True)
    verified = models.BooleanField("已审核", default=False)
    typed = models.CharField("录入原文", max_length=60, blank=True, default="", db_default="")
    digits = models.CharField("录入数字", max_length=40, blank=True, default="", db_default="")
    doubt = models.CharField("核对事项", max_length=300, blank=True, default="", db_default="")
    sure_by = person("核对人")
    correction = models.ForeignKey(
        Correction, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="更正"
    )

    objects: ClassVar = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检测结果"
        ordering = ["order", "analyte"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "analyte", "correction"],
                nulls_distinct=False,
                name="result_once",
                violation_error_message="该项目已有结果。",
            ),
            models.CheckConstraint(
                condition=Q(found=Found.VALUE, value__gt=0) | (~Q(found=Found.VALUE) & Q(value=None)),
                name="result_value_only_when_found",
                violation_error_message="检出的项目须填大于0的检出值，其他不填。",
            ),
            models.CheckConstraint(
                condition=Q(verified=False) | ~Q(found=Found.PENDING),
                name="result_verified_has_answer",
                violation_error_message="尚有项目未录入结果。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.analyte}"

    @property
    def shown(self) -> str:
        """With the digits that were typed; noughts at the end say how exactly it was measured."""
        if self.found == Found.VALUE and self.value is not None:
            return f"{self.digits or f'{self.value.normalize():f}'} {self.unit}"
        if self.found == Found.NOT_DETECTED and self.lod is not None:
            return f"未检出（检出限 {self.digits or f'{self.lod.normalize():f}'} {self.unit}）"
        if self.found == Found.BELOW and self.loq is not None:
            return f"低于定量限（{self.digits or f'{self.loq.normalize():f}'} {self.unit}）"
        return "—" if self.found == Found.NOT_TESTED else self.get_found_display()

    @property
    def because(self) -> str:
        """What the verdict rests on; reports of earlier releases say one thing twice."""
        return self.why.replace("不得检出不得检出", "不得检出")
