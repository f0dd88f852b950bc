from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.editions import dictionary

from .vocabulary import Unit

__all__ = ["Holiday", "Term", "TermChange", "TermEdition"]


@history.tracked
class TermEdition(dictionary.Dictionary):
    """A set of changes to the terms, published together."""

    class Meta(dictionary.Dictionary.Meta):
        verbose_name = verbose_name_plural = "时限修订"


class Wording(dictionary.Row):
    """What is said of a legal period, proposed or in force."""

    KEY = "code"
    code = models.CharField("代码", max_length=60)
    name = models.CharField("时限", max_length=100)
    basis = models.CharField("依据", max_length=200)
    length = models.PositiveSmallIntegerField("长度")
    unit = models.CharField("单位", max_length=10, choices=Unit.choices)
    backwards = models.BooleanField("往前算", default=False, help_text="从终点往前算的最晚日期，如“期满三个月前申请”。")
    starts_when = models.CharField("起算", max_length=100)
    stops_when = models.CharField("终止", max_length=100)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("失效日期", null=True, blank=True, help_text="最后一个有效的起算日。")
    verified = models.BooleanField("已核对原文", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        abstract = True


@history.tracked
class Term(Wording):
    """One version of a legal period. Law changes with time: the version in force on the start date counts.

    Without an edition it is from before there were any, or from the release before.
    """

    edition = models.ForeignKey(
        TermEdition, models.PROTECT, related_name="entries", null=True, blank=True, editable=False, verbose_name="修订"
    )

    class Meta:
        verbose_name = verbose_name_plural = "时限"
        ordering = ["code", "valid_from"]
        constraints = [
            dictionary.one_on_a_day("term_one_on_a_day", "code"),
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="term_version_once",
                violation_error_message="该时限在这一施行日期已有版本。",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to=None),
                name="term_one_open_version",
                violation_error_message="该时限已有未失效的版本，请先填写其失效日期。",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="term_ends_after_it_begins",
                violation_error_message="失效日期不能早于施行日期。",
            ),
            models.CheckConstraint(
                condition=Q(length__gt=0), name="term_has_length", violation_error_message="时限长度须大于零。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.length} {self.get_unit_display()}）"


@history.tracked
class TermChange(Wording, dictionary.Change):
    """One line of an edition: the version of a term that is to hold from its day, or that it ends."""

    edition = models.ForeignKey(TermEdition, models.CASCADE, related_name="changes", verbose_name="修订")

    class Meta:
        verbose_name = verbose_name_plural = "时限修订内容"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code", "valid_from"],
                name="termchange_once",
                violation_error_message="同一版本中，一条在同一天只能改一次。",
            ),
            models.CheckConstraint(
                condition=Q(length__gt=0), name="termchange_has_length", violation_error_message="时限长度须大于零。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.length} {self.get_unit_display()}）"


@history.tracked
class Holiday(models.Model):
    """A day that differs from the plain week, as the State Council's yearly notice arranges it."""

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=20)

    class Meta:
        verbose_name = verbose_name_plural = "节假日与调休"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}{'（上班）' if self.is_workday else ''}"
