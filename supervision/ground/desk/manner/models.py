from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from supervision.ground import editions, history
from supervision.ground.people import Post
from supervision.ground.records import ScopedQuerySet
from supervision.ground.regions import CITY, Region

from .rules import DAYS, PERCENT, Rule
from .vocabulary import Manner, Outcome


class ReviewPaperQuerySet(editions.EditionQuerySet["ReviewPaper"]):
    def visible_to(self, post: Post | None) -> Self:
        """The city's are for everybody, a county's for itself and the city."""
        if not post:
            return self.none()
        return self if post.is_citywide else self.filter(key__in=(CITY, post.region.county_id))


@history.tracked
class ReviewPaper(editions.Edition):
    """How the registers are reviewed in one place: the whole city, or one county. `key` is the code of the place."""

    key = models.CharField("适用范围", max_length=40)

    objects: ClassVar[Any] = ReviewPaperQuerySet.as_manager()

    class Meta(editions.Edition.Meta):
        verbose_name = verbose_name_plural = "审核方式"

    @property
    def is_city(self) -> bool:
        return self.key == CITY

    def rule(self, register: str) -> Rule:
        """What it says of one register; of those that it does not name, 逐条审."""
        found = next((item for item in self.items.all() if item.code == register), None)
        return Rule(found.manner, found.days, found.percent, self.verified) if found else Rule(verified=self.verified)


@history.tracked
class ReviewPaperItem(editions.Item):
    """One register; `code` is the label of its model, as `supervision_patrol`."""

    edition = models.ForeignKey(ReviewPaper, models.CASCADE, related_name="items", verbose_name="审核方式")
    manner = models.CharField("审核方式", max_length=10, choices=Manner.choices, default=Manner.EACH)
    days = models.PositiveSmallIntegerField(
        DAYS.label, default=DAYS.default, validators=[MinValueValidator(DAYS.least), MaxValueValidator(DAYS.most)]
    )
    percent = models.PositiveSmallIntegerField(
        "抽读比例（%）",
        default=PERCENT.default,
        validators=[MinValueValidator(PERCENT.least), MaxValueValidator(PERCENT.most)],
    )

    class Meta(editions.Item.Meta):
        verbose_name = verbose_name_plural = "台账的审核方式"


class ReviewSweep(models.Model):
    """Rows of one register and county that 系统 took over in one step, and how those to be read were drawn: with the
    seed, the way and what was drawn before anybody can draw again. Never changed.
    """

    register = models.CharField("台账", max_length=80)  # the label of the model: supervision.patrol
    county: models.ForeignKey[Region | None, Region | None] = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="县（市、区）"
    )
    # What the city allows; a county that is stricter has its own beside it.
    item = models.ForeignKey(ReviewPaperItem, models.PROTECT, related_name="+", verbose_name="市级审核方式")
    own_item: models.ForeignKey[ReviewPaperItem | None, ReviewPaperItem | None] = models.ForeignKey(
        ReviewPaperItem, models.PROTECT, null=True, related_name="+", verbose_name="县级审核方式"
    )
    manner = models.CharField("审核方式", max_length=10, choices=Manner.choices)
    days = models.PositiveSmallIntegerField("工作日")
    percent = models.PositiveSmallIntegerField("抽读比例")
    day: models.DateField[dt.date, dt.date] = models.DateField("日期")
    seed = models.CharField("随机种子", max_length=64)
    algorithm = models.CharField("抽取方法", max_length=20)
    # Only the first way of drawing asked them.
    before = models.PositiveIntegerField("本年此前由系统审核")
    drawn_before = models.PositiveIntegerField("本年此前抽读")
    made_at = models.DateTimeField("时间", db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "系统审核批次"
        ordering = ["-id"]
        indexes = [models.Index(fields=["register", "county", "day"], name="reviewsweep_year")]

    def __str__(self) -> str:
        return f"{self.register} {self.day} {self.get_manner_display()}"


class TakenQuerySet(ScopedQuerySet["Taken"]):
    def unread(self) -> Self:
        return self.filter(drawn=True, read_at=None)


def _place(label: str) -> models.ForeignKey[Region | None, Region | None]:
    return models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=label)


@history.tracked(entering=False)
class Taken(models.Model):
    """One row that 系统 took over, in the version that it judged; drawn, it waits to be read by a person."""

    sweep = models.ForeignKey(ReviewSweep, models.PROTECT, related_name="rows", verbose_name="批次")
    register = models.CharField("台账", max_length=80)
    record = models.BigIntegerField("记录")
    version = models.PositiveIntegerField("审核时的版本")
    region, township, county = _place("所在地区"), _place("乡镇（街道）"), _place("县（市、区）")
    managing_zone = _place("代管功能区")
    drawn = models.BooleanField("抽读", default=False)
    read_by: models.ForeignKey[Post | None, Post | None] = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="抽读人"
    )
    read_at = models.DateTimeField("抽读时间", null=True)
    outcome = models.CharField("抽读结果", max_length=10, choices=Outcome.choices, blank=True)

    objects: ClassVar[Any] = TakenQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "系统审核的记录"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["register", "record", "version"], name="taken_once")]
        indexes = [
            models.Index(
                fields=["county", "id"], name="taken_unread", condition=models.Q(drawn=True, read_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.record}"
