from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, scope_indexes
from supervision.ground.subjects import Product, Subject


class ProductionQuerySet(RecordQuerySet["ProductionRecord"]):
    subject_path = "subject"


@history.tracked
class ProductionRecord(Record):
    """One use of an input on a product, and the harvest after it (生产记录，农产品质量安全法第二十七条).

    The interval belongs to the registered product and the crop, so it is entered from the label, not looked up.
    """

    PREFIX = "SC"
    DATE_FIELD = "used_on"
    SUBJECT_PATH = "subject"

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="production_records", verbose_name="监管对象")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="农产品")
    plot = models.CharField("地块（圈舍、塘口）", max_length=60, blank=True)
    input_name = models.CharField("投入品名称", max_length=60)
    input_source = models.CharField("投入品来源", max_length=100, help_text="生产企业或购买单位。")
    target = models.CharField("防治对象", max_length=60, blank=True)
    dose = models.CharField("用法用量", max_length=60, help_text="如：每亩30毫升兑水30公斤喷雾。")
    used_on = models.DateField("使用日期")
    interval_days = models.PositiveSmallIntegerField(
        "安全间隔期（休药期，天）", validators=[MaxValueValidator(365)], help_text="以产品标签为准，没有的填0。"
    )
    harvested_on = models.DateField("收获（屠宰、捕捞）日期", null=True, blank=True)
    too_early = models.BooleanField("间隔期未到即收获", default=False, editable=False)

    objects: ClassVar = ProductionQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "生产记录"
        ordering = ["-used_on", "-id"]
        indexes = scope_indexes("production", "used_on")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(harvested_on=None) | Q(harvested_on__gte=F("used_on")),
                name="production_harvest_after_use",
                violation_error_message="收获日期应在使用日期之后。",
            ),
        ]
