from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.facts import Severity
from supervision.ground.subjects import Grade

from ..rules import Rule, Scale
from ..vocabulary import Family


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    def in_force(self, day: dt.date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@history.tracked
class RuleSet(models.Model):
    """One version of the credit rules: the scale and what each kind of fact weighs. Unverified until checked."""

    version = models.CharField("版本", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=300, blank=True)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("失效日期", null=True, blank=True)
    verified = models.BooleanField("已核对", default=False)
    base = models.PositiveSmallIntegerField("起始分", default=100)
    highest = models.PositiveSmallIntegerField("最高分", default=100)
    floor_a = models.PositiveSmallIntegerField("A级最低分", default=90)
    floor_b = models.PositiveSmallIntegerField("B级最低分", default=75)
    floor_c = models.PositiveSmallIntegerField("C级最低分", default=60)
    months = models.PositiveSmallIntegerField("记录有效期（月）", default=12, validators=[MaxValueValidator(120)])

    objects: ClassVar = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用评价规则"
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(floor_a__gt=F("floor_b"), floor_b__gt=F("floor_c"), highest__gte=F("floor_a")),
                name="ruleset_bands_descend",
                violation_error_message="等级分数线应从A到C递减，且不高于最高分。",
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                name="ruleset_one_start",
                violation_error_message="该施行日期已有一版规则。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.version}{'' if self.verified else '，待核对'}）"

    @property
    def scale(self) -> Scale:
        floors = {"A": self.floor_a, "B": self.floor_b, "C": self.floor_c}
        return Scale(base=self.base, floors=floors, months=self.months, highest=self.highest)


@history.tracked
class EntryRule(models.Model):
    """What facts of one kind cost or earn. `direct_grade` sinks a subject to that grade whatever its points."""

    ruleset = models.ForeignKey(RuleSet, models.PROTECT, related_name="rules", verbose_name="规则版本")
    code = models.CharField("代码", max_length=30)
    fact_kind = models.CharField("事实种类", max_length=60)
    severity = models.PositiveSmallIntegerField("最低严重程度", choices=Severity.choices, default=Severity.NORMAL)
    name = models.CharField("名称", max_length=60)
    points = models.SmallIntegerField("分值")
    direct_grade = models.CharField("直接定级", max_length=1, blank=True, choices=Grade.choices)
    family = models.CharField("类别", max_length=12, choices=Family.choices)
    duty = models.BooleanField("法定义务类", default=False, help_text="只计企业和合作社，其他主体没有这项义务。")
    cap = models.PositiveSmallIntegerField("累计上限", null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        "有效期（月）", null=True, blank=True, validators=[MaxValueValidator(120)], help_text="不填：同规则版本。"
    )
    aspects = models.JSONField("限于", default=list, blank=True, help_text="只计这些细类的事实；不填为全部。")

    class Meta:
        verbose_name = verbose_name_plural = "信用计分规则"
        ordering = ["ruleset", "family", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["ruleset", "code"], name="entryrule_once", violation_error_message="该规则代码已存在。"
            ),
            models.UniqueConstraint(
                fields=["ruleset", "fact_kind", "severity"],
                name="entryrule_fact_once",
                violation_error_message="该事实种类在这一严重程度上已有规则。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        return Rule(
            code=self.code,
            kind=self.fact_kind,
            severity=self.severity,
            points=self.points,
            direct=self.direct_grade,
            duty=self.duty,
            cap=self.cap,
            months=self.months,
            aspects=tuple(self.aspects),
        )
