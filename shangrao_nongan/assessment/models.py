from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.people import Post, Role
from supervision.ground.regions import Level, Region

from .rules import CURVE_LABELS
from .vocabulary import UNDER_WAY, RunState, Source

BUREAU = {Role.CITY_ADMIN, Role.CITY_REVIEWER, Role.COUNTY_ADMIN, Role.COUNTY_OFFICER, Role.AUDITOR, Role.SYSTEM}


@history.tracked
class Scheme(models.Model):
    """How the counties are scored in a year: data, not code. Locked before it is used."""

    code = models.CharField("方案代码", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    revision = models.PositiveSmallIntegerField("版次", default=1)
    name = models.CharField("名称", max_length=80)
    basis = models.CharField("依据", max_length=120)
    verified = models.BooleanField("分值已核对", default=False)
    locked_at = models.DateTimeField("锁定时间", null=True, blank=True)
    locked_by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="锁定人")

    class Meta:
        verbose_name = verbose_name_plural = "考核方案"
        ordering = ["-year", "-revision"]

    def __str__(self) -> str:
        return self.name


@history.tracked
class Item(models.Model):
    """One line of a scheme: what is measured, how it becomes points, and what it is worth."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="items", verbose_name="方案")
    order = models.PositiveSmallIntegerField("序号")
    category = models.CharField("类别", max_length=30)
    name = models.CharField("指标", max_length=60)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.AUTO)
    indicator = models.CharField("取数指标", max_length=60, blank=True)
    params = models.JSONField("取数参数", default=dict, blank=True)
    curve = models.CharField("计分方式", max_length=20, choices=CURVE_LABELS.items())
    curve_params = models.JSONField("计分参数", default=dict, blank=True)
    rule = models.CharField("计分规则", max_length=200)
    bonus = models.BooleanField("加分项", default=False)
    starred = models.BooleanField("关键项", default=False)
    veto = models.BooleanField("一票否决", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "考核指标"
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "order"], name="item_order_once", violation_error_message="该序号已有指标。"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0), name="item_points_positive", violation_error_message="分值不能为负。"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_base(self) -> bool:
        """Whether its points belong to the hundred: neither a bonus nor a veto."""
        return not (self.bonus or self.veto)


class RunQuerySet(models.QuerySet["Run"]):
    def known_to(self, post: Post | None) -> Self:
        """Runs of which the bureaus may know that they exist."""
        return self.all() if post and post.role in BUREAU else self.none()

    def visible_to(self, post: Post | None) -> Self:
        """The city sees every run. The others see what is published: until then a run can be done again."""
        known = self.known_to(post)
        return known if post and post.is_citywide else known.filter(state=RunState.PUBLISHED)


@history.tracked
class Run(models.Model):
    """One scoring of all counties by a scheme, with everything frozen that went into it."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="runs", verbose_name="方案")
    state = models.CharField("状态", max_length=10, choices=RunState.choices, default=RunState.WAITING)
    until = models.DateField("数据截至")
    started_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="发起人")
    started_at = models.DateTimeField("发起时间")
    computed_at = models.DateTimeField("算出时间", null=True, blank=True)
    job = models.ForeignKey("supervision.Job", models.PROTECT, null=True, related_name="+", verbose_name="任务")
    input_hash = models.CharField("数据指纹", max_length=64, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="公布人")

    objects: ClassVar = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "计分"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state__in=UNDER_WAY),
                name="run_one_under_way",
                violation_error_message="该方案正在计分。",
            ),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state=RunState.PUBLISHED),
                name="run_one_published",
                violation_error_message="该方案的考核结果已经公布。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} 第{self.pk}次计分"


class SheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, post: Post | None) -> Any:
        """The city sees every sheet, a county its own once it is published, and then the ranking of all."""
        if not post or post.role not in BUREAU:
            return self.none()
        if post.region.level == Level.CITY:
            return self.all()
        own = self.filter(county=post.region.pk, run__state=RunState.PUBLISHED)
        return own if post.region.level == Level.COUNTY else self.none()


@history.tracked
class ScoreSheet(models.Model):
    """The result of one county in a run."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="sheets", verbose_name="计分")
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="县（市、区）")
    base = models.DecimalField("基础分", max_digits=6, decimal_places=2)
    bonus = models.DecimalField("加分", max_digits=6, decimal_places=2)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2)
    vetoed = models.BooleanField("一票否决", default=False)
    rank = models.PositiveSmallIntegerField("名次")

    objects: ClassVar = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "得分表"
        ordering = ["run", "rank", "county"]
        constraints = [models.UniqueConstraint(fields=["run", "county"], name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.total}"


@history.tracked
class ScoreLine(models.Model):
    """One item of one county: the frozen measure, the points, and the rows that counted or did not, and why."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="lines", verbose_name="得分表")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="指标")
    value = models.DecimalField("指标值", max_digits=16, decimal_places=6, null=True)
    numerator = models.DecimalField("分子", max_digits=16, decimal_places=4)
    denominator = models.DecimalField("分母", max_digits=16, decimal_places=4)
    full = models.DecimalField("满分", max_digits=6, decimal_places=2)
    points = models.DecimalField("得分", max_digits=6, decimal_places=2)
    not_applicable = models.CharField("不适用原因", max_length=200, blank=True)
    error = models.CharField("未算出原因", max_length=300, blank=True)
    caliber = models.CharField("口径", max_length=600, blank=True)
    caliber_version = models.CharField("口径版本", max_length=20, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    rows_model = models.CharField("数据来源", max_length=60, blank=True)
    counted = models.JSONField("计入的记录", default=list)
    left_out = models.JSONField("未计入的记录", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "得分项"
        ordering = ["sheet", "item__order"]
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.points}"
