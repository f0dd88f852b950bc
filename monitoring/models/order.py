from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import LABORATORY_ROLES, Living, ScopedQuerySet
from supervision.ground.regions import Level as PlaceLevel
from supervision.ground.texts import PrintedField
from supervision.ground.units import UnitField
from supervision.models import Organisation, Post, Product, Region

from ..vocabulary import ORDER_MOVES, OrderState
from .retest import Retest
from .sample import Sample


class TestOrderQuerySet(ScopedQuerySet["TestOrder"]):
    def visible_to(self, post: Post | None) -> Any:
        """The laboratory it was given to sees it, and the bureaus of the place it came from."""
        if post and post.role in LABORATORY_ROLES:
            return self.filter(laboratory=post.organisation_id).exclude(state=OrderState.CLOSED)
        if post and post.region.level == PlaceLevel.VILLAGE:
            return self.none()
        return super().visible_to(post)

    def held_in(self, period: Any) -> Self:
        return self.filter(ordered_on__range=(period.first, period.last))

    def at(self, region: Region) -> Self:
        return self.filter(Q(county=region) | Q(township=region) | Q(managing_zone=region))


def _place(label: str) -> models.ForeignKey[Region | None, Region | None]:
    return models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", db_index=False, editable=False, verbose_name=label
    )


def person(label: str) -> models.ForeignKey[Post | None, Post | None]:
    return models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=label,
    )


@history.tracked
class TestOrder(Living):
    """检测单: what a laboratory is told about a sample, under a blind code that gives nothing away.

    `sample` is the form of a first test; a second test (复检, 复测) has its `retest` instead, so that nothing which
    asks a sample for its report can take the second one for the first. The places are stamped for the bureaus'
    scope; no register of the laboratory shows them. One person tests, another verifies, who has entered none of it
    (`writers`, users: several may enter the lines of one report); a verified order is never changed again.
    """

    __test__ = False
    DATE_FIELD = "ordered_on"
    CALLED = "检测单"
    MOVES = ORDER_MOVES

    code = models.CharField("盲样编号", max_length=16, unique=True, editable=False)
    sample = models.OneToOneField(Sample, models.PROTECT, null=True, related_name="order", verbose_name="抽样单")
    retest = models.OneToOneField(
        Retest, models.PROTECT, null=True, blank=True, related_name="order", verbose_name="复检"
    )
    laboratory = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="承检机构")
    township = _place("乡镇（街道）")
    county = _place("县（市、区）")
    managing_zone = _place("代管功能区")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="产品")
    amount = models.DecimalField("样品数量", max_digits=12, decimal_places=3, null=True, blank=True)
    amount_unit = UnitField("数量单位", max_length=10, default="kg")
    ordered_on = models.DateField("委托日期")
    state = models.CharField("状态", max_length=10, choices=OrderState.choices, default=OrderState.WAITING)
    received_on = models.DateField("收样日期", null=True, blank=True)
    condition = models.CharField("样品状态", max_length=100, blank=True)
    received_by = person("收样人")
    tested_by = person("检测人")
    writers = ArrayField(
        models.BigIntegerField(), verbose_name="录入人", default=list, db_default=[], blank=True, editable=False
    )
    tested_on = models.DateField("检测日期", null=True, blank=True)
    verified_by = person("审核人")
    verified_on = models.DateField("审核日期", null=True, blank=True)
    report = PrintedField("报告编号", max_length=40, blank=True)
    returned_why = models.CharField("退回原因", max_length=300, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects: ClassVar = TestOrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检测单"
        ordering = ["-ordered_on", "-id"]
        indexes = [
            models.Index(fields=["laboratory", "ordered_on", "id"], name="order_lab_date"),
            models.Index(fields=["county", "ordered_on", "id"], name="order_county_date"),
            models.Index(fields=["ordered_on", "id"], name="order_date"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OrderState.VERIFIED)
                | (Q(tested_by__isnull=False, verified_by__isnull=False) & ~Q(tested_by=models.F("verified_by"))),
                name="order_verified_by_another",
                violation_error_message="检测结果须由检测人以外的人审核。",
            ),
            models.CheckConstraint(
                condition=Q(sample__isnull=False, retest=None) | Q(sample=None, retest__isnull=False),
                name="order_first_or_second_test",
                violation_error_message="检测单须为初检或复检之一。",
            ),
        ]

    def __str__(self) -> str:
        return f"检测单 {self.code}"

    @property
    def form(self) -> Sample:
        """The sampling form behind it, of the first test as of the second."""
        if self.retest is not None:
            return self.retest.sample
        return cast("Sample", self.sample)
