from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from supervision.ground import history, keys
from supervision.ground.records import LABORATORY_ROLES, SUBJECT_ROLES
from supervision.ground.regions import Level as PlaceLevel
from supervision.ground.regions import Population
from supervision.ground.texts import PrintedField
from supervision.models import Organisation, Post, Region

from ..vocabulary import Kind, Level, Method, Rounding


@history.tracked
class Plan(models.Model):
    """The year's obligation: so many quantitative batches for every thousand people, on a named population."""

    year = models.PositiveSmallIntegerField("年度", unique=True, error_messages={"unique": "该年度已有监测计划。"})
    rate = models.DecimalField(
        "批次/千人", max_digits=5, decimal_places=2, default="1.5", validators=[MinValueValidator(0)]
    )
    basis = models.CharField(
        "人口口径", max_length=12, choices=Population.Basis.choices, default=Population.Basis.RESIDENT
    )
    rounding = models.CharField("进位", max_length=8, choices=Rounding.choices, default=Rounding.COUNTY)
    document = PrintedField("依据文件", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "监测计划"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年监测计划"


class QuotaQuerySet(models.QuerySet["Quota"]):
    def of_year(self, year: int) -> Self:
        return self.filter(plan__year=year)

    def with_target(self) -> Self:
        """`target`: the adjusted number where there is one, else the computed."""
        return self.annotate(target=Coalesce(F("adjusted"), F("computed")))

    def visible_to(self, post: Post | None) -> Self:
        if not post or post.role in (*LABORATORY_ROLES, *SUBJECT_ROLES):
            return self.none()
        if post.region.level == PlaceLevel.CITY:
            return self.all()
        return self.filter(county=post.region.county_id)


@history.tracked
class Quota(models.Model):
    """One county's batches in one year. An adjustment stands beside the computed number, with its reason."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="quotas", verbose_name="监测计划")
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="县（市、区）")
    population = models.PositiveIntegerField("人口（人）")
    computed = models.PositiveIntegerField("测算批次")
    adjusted = models.PositiveIntegerField("调整后批次", null=True, blank=True)
    why = models.CharField("调整原因", max_length=200, blank=True)
    target: int  # there after `with_target`

    objects: ClassVar = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监测任务数"
        ordering = ["plan", "county"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "county"], name="quota_once", violation_error_message="该县该年度任务数已存在。"
            ),
            models.CheckConstraint(
                condition=Q(adjusted=None) | ~Q(why=""),
                name="quota_adjusted_with_reason",
                violation_error_message="调整任务数须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.county}"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, post: Post | None) -> Self:
        """A county sees its own tasks and those given to all counties by levels above."""
        if not post or post.role in (*LABORATORY_ROLES, *SUBJECT_ROLES):
            return self.none()
        if post.region.level == PlaceLevel.CITY:
            return self.all()
        return self.filter(Q(county=None) | Q(county=post.region.county_id))


@history.tracked
class Task(models.Model):
    """A monitoring task. Samples carry a copy of its level, kind and method: three numbers hang on them."""

    DATE_FIELD = "first_day"

    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("任务名称", max_length=80)
    name_key = keys.KeyField(of=["name"])
    twin = keys.twin_field()
    document = PrintedField("文号", max_length=60, blank=True)
    level = models.CharField("任务层级", max_length=12, choices=Level.choices)
    kind = models.CharField("监测种类", max_length=12, choices=Kind.choices)
    method = models.CharField("检测方法", max_length=12, choices=Method.choices, default=Method.QUANTITATIVE)
    county = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="县（市、区）",
        help_text="空：面向全市各县。",
    )
    laboratory = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承检机构"
    )
    batches = models.PositiveIntegerField("批次", null=True, blank=True)
    first_day = models.DateField("开始日期")
    deadline = models.DateField("抽样截止日期")
    client_key = models.UUIDField("上报标识", null=True, blank=True, unique=True, editable=False)

    objects: ClassVar = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监测任务"
        ordering = ["-year", "level", "name"]
        indexes = [models.Index(fields=["first_day", "id"], name="task_first_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name", "county"],
                nulls_distinct=False,
                name="task_once",
                violation_error_message="该年度已有同名任务。",
            ),
            keys.once(
                "year",
                "county",
                key="name_key",
                nulls_distinct=False,
                name="task_key_once",
                violation_error_message="该年度已有同名任务。",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("first_day")),
                name="task_ends_after_it_begins",
                violation_error_message="抽样截止日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
