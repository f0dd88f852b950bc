from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.records import ScopedQuerySet
from supervision.ground.regions import Region
from supervision.ground.texts import PrintedField

from ..vocabulary import Kind
from .certification import Certification


@history.tracked
class OpeningList(models.Model):
    """年初有效清单: the products that held on the last day of a year, from which next year's net growth is counted.

    Locked when it is made; the database refuses to change it afterwards, and count and digest show any added row.
    """

    year = models.PositiveSmallIntegerField("截至年末", unique=True)
    taken_on = models.DateField("基准日")
    count = models.PositiveIntegerField("产品数")
    digest = models.CharField("摘要", max_length=64)
    locked_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="锁定人")
    locked_at = models.DateTimeField("锁定时间")

    class Meta:
        verbose_name = verbose_name_plural = "年初有效清单"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.taken_on:%Y-%m-%d} 有效清单"


def _place(label: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=label, **more)


@history.tracked
class OpeningEntry(models.Model):
    """One product of an opening list, as it stood that day."""

    opening = models.ForeignKey(OpeningList, models.PROTECT, related_name="entries", verbose_name="清单")
    region = _place("所在地区")
    township = _place("乡镇（街道）", null=True)
    county = _place("县（市、区）", null=True)
    managing_zone = _place("代管功能区", null=True)
    product_key = models.CharField("计数标识", max_length=200)
    certification = models.ForeignKey(Certification, models.PROTECT, related_name="+", verbose_name="认证")
    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    product_name = models.CharField("产品名称", max_length=60)
    holder_name = models.CharField("获证主体", max_length=80)
    certificate_number = PrintedField("证书编号", max_length=60)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年初有效清单产品"
        ordering = ["opening", "county", "product_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "product_key"],
                name="opening_product_once",
                violation_error_message="清单中已有该产品。",
            )
        ]
        indexes = [models.Index(fields=["opening", "county", "id"], name="opening_county")]

    def __str__(self) -> str:
        return f"{self.opening} {self.product_name}"
