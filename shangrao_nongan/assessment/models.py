from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from supervision.ground import history, kinds
from supervision.ground.measures import Ratio, half_up
from supervision.ground.people import Post, Role
from supervision.ground.regions import Level, Region

from . import rules
from .rules import CURVE_LABELS
from .vocabulary import FINISHED, PREVIEWED, UNDER_WAY, RunState, Source

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
    params = models.JSONField("通用参数", null=True, blank=True)
    confirmed = models.JSONField("已核对的通用参数", null=True, blank=True)

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
    confirmed = models.JSONField("已核对的取数参数", null=True, blank=True)

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
        """The city sees every run, the others what is published, the corrected versions too."""
        known = self.known_to(post)
        return known if post and post.is_citywide else known.filter(state=RunState.PUBLISHED)

    def previews(self) -> Self:
        """Of each scheme the last run that was computed, unless it is published."""
        last = self.model.objects.filter(state__in=FINISHED).order_by("scheme_id", "-pk").distinct("scheme_id")
        return self.filter(pk__in=last.values("pk"), state__in=PREVIEWED)

    def standing(self) -> Self:
        """What is published and was not corrected by a later version."""
        return self.filter(state=RunState.PUBLISHED, corrected_by=None)

    def ranked(self) -> Self:
        """With what the page of a run says about it, so that no rule has to ask."""
        later = self.model.objects.filter(scheme=models.OuterRef("scheme"), pk__gt=models.OuterRef("pk"))
        return self.select_related(
            "scheme", "started_by__user", "published_by__user", "job", "corrects", "corrected_by"
        ).annotate(is_newest=~models.Exists(later))


@history.tracked
class Run(models.Model):
    """One scoring of all counties by a scheme, with everything frozen that went into it.

    What is published stays. A correction is another run, published as the next version; it names the one it corrects.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="runs", verbose_name="方案")
    number = models.PositiveIntegerField("次序", null=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=RunState.choices, default=RunState.WAITING)
    until = models.DateField("数据截至")
    started_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="发起人")
    started_at = models.DateTimeField("发起时间")
    computed_at = models.DateTimeField("算出时间", null=True, blank=True)
    job = models.ForeignKey("supervision.Job", models.PROTECT, null=True, related_name="+", verbose_name="任务")
    input_hash = models.CharField("数据指纹", max_length=64, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="公布人")
    edition = models.PositiveSmallIntegerField("公布版本", null=True, editable=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="corrected_by", verbose_name="更正的版本"
    )
    correction_why = models.CharField("更正原因", max_length=300, blank=True, default="", db_default="")

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
                condition=Q(state=RunState.PUBLISHED, corrects=None),
                name="run_one_first_published",
                violation_error_message="该方案的考核结果已经公布，只能更正。",
            ),
            models.UniqueConstraint(
                fields=["scheme", "number"], name="run_number_once", violation_error_message="该次序已有计分。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} 第{self.ordinal}次计分"

    @cached_property
    def ordinal(self) -> int:
        """Which scoring of its scheme it is. Runs of an earlier release have no number of their own."""
        return self.number or Run.objects.filter(scheme=self.scheme_id, pk__lte=self.pk).count()

    @property
    def version(self) -> int:
        """Which published version it is."""
        return self.edition or 1

    @property
    def is_preview(self) -> bool:
        return self.state != RunState.PUBLISHED


class SheetQuerySet(models.QuerySet["ScoreSheet"]):
    def visible_to(self, post: Post | None) -> Any:
        """The city sees every sheet, a county its own: what is published, and before that the newest run (预评), so
        that it can say what is wrong while it can still be mended."""
        if not post or post.role not in BUREAU:
            return self.none()
        if post.region.level == Level.CITY:
            return self.all()
        shown = Q(run__state=RunState.PUBLISHED) | Q(run__in=Run.objects.previews())
        own = self.filter(shown, county=post.region.pk)
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
    # Of the rows left out: the reasons for which they stand in the denominator, and those that are taken off a count.
    missed = models.JSONField("计入分母的原因", null=True, blank=True)
    deducted = models.JSONField("扣减的原因", null=True, blank=True)
    places = models.PositiveSmallIntegerField("显示的小数位", null=True, blank=True)
    params = models.JSONField("采用的参数", null=True, blank=True)  # [[name, label, value in words, checked], …]
    kept = models.JSONField("计分时的记录", null=True, blank=True)  # {key: [version, state, …]}

    class Meta:
        verbose_name = verbose_name_plural = "得分项"
        ordering = ["sheet", "item__order"]
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="line_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.points}"

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    @property
    def exact(self) -> Fraction | None:
        """What was measured: the quotient itself where it is one."""
        if self.value is None:
            return None
        ratio = Ratio(self.numerator, self.denominator).exact
        return ratio if self.is_share and ratio is not None else Fraction(self.value)

    @property
    def shown(self) -> str:
        """The value to the precision that decides about its points."""
        if self.exact is None:
            return "—"
        places = self.places or 2
        if self.is_share:
            return f"{half_up(self.exact * 100, places):,f}%"
        return f"{kinds.numbers.shown(half_up(self.exact, places))}{self.unit}"

    @property
    def misses_key(self) -> bool:
        """A 关键项 that applies to the county and is not reached, or could not be worked out."""
        item = self.item
        if not item.starred or self.not_applicable:
            return False
        measured = {"strikes": item.veto, "params": item.curve_params}
        return bool(self.error) or rules.key_missed(self.exact, self.points, self.full, **measured)

    @property
    def missed_for(self) -> set[str]:
        """A line of an earlier release did not say: all reasons, of a share."""
        reasons = {why for _, why in self.left_out}
        return reasons & set(self.missed) if self.missed is not None else reasons if self.is_share else set()
