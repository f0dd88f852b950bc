"""The lists a verdict rests on, each with the days on which it holds. Unverified rows are marked as such.

`nodes` are places in the product tree: a product's code, "大类/小类", a category, or a sector.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from supervision.ground import history

from ..vocabulary import BanKind, Unit


def _nodes(label: str) -> ArrayField[Any, list[str]]:
    return ArrayField(models.CharField(max_length=40), verbose_name=label, default=list, blank=True)


@history.tracked
class Analyte(models.Model):
    """A substance a laboratory looks for, or the sum of several (磺胺类总量)."""

    code = models.CharField("代码", max_length=8, primary_key=True)
    name = models.CharField("检测项目", max_length=40, unique=True)
    cas = models.CharField("CAS号", max_length=20, blank=True)
    kind = models.CharField("类别", max_length=20, blank=True)
    group = models.CharField("分组", max_length=30, blank=True)
    matrix = models.CharField("适用产品", max_length=60, blank=True)
    methods = models.CharField("常用检测方法", max_length=200, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    note = models.CharField("说明", max_length=200, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检测项目"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@history.tracked
class ResiduePart(models.Model):
    """A part of a residue definition: found amount × factor, expressed as the whole."""

    whole = models.ForeignKey(Analyte, models.PROTECT, related_name="parts", verbose_name="合计项目")
    part = models.ForeignKey(Analyte, models.PROTECT, related_name="wholes", verbose_name="组成项目")
    factor = models.DecimalField("折算系数", max_digits=12, decimal_places=8)
    basis = models.CharField("残留物定义", max_length=120)
    verified = models.BooleanField("已核对原文", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "残留物定义"
        ordering = ["whole", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "part"], name="residue_once", violation_error_message="该组成项目已登记。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.whole}：{self.part}"


@history.tracked
class Limit(models.Model):
    """A maximum residue of one edition of a standard. `most` empty: 不得检出."""

    wording = models.CharField("产品（标准用语）", max_length=40)
    nodes = _nodes("适用产品")
    excluding = _nodes("除外产品")
    analyte = models.ForeignKey(Analyte, models.PROTECT, related_name="limits", verbose_name="检测项目")
    most = models.DecimalField("限量", max_digits=12, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=8, choices=Unit.choices)
    edition = models.CharField("标准版本", max_length=40)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期", null=True, blank=True)
    residue = models.CharField("残留物定义", max_length=80, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "限量标准"
        ordering = ["analyte", "wording", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "analyte", "edition", "since"],
                name="limit_once",
                violation_error_message="该产品该项目在这一标准版本中已有限量。",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="limit_ends_after_it_begins",
                violation_error_message="失效日期不能早于施行日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wording} {self.text}"

    @property
    def text(self) -> str:
        most = "不得检出" if self.most is None else f"≤{self.most.normalize():f} {self.unit}"
        return f"{most}（{self.edition}）"


@history.tracked
class Sharpness(models.Model):
    """检出限要求: how little a method must be able to see before 未检出 says anything about what must not be there.

    Without an analyte it is for every item of that part of the product tree that has no row of its own.
    """

    analyte = models.ForeignKey(
        Analyte, models.PROTECT, null=True, blank=True, related_name="sharpness", verbose_name="检测项目"
    )
    nodes = _nodes("适用产品")
    most = models.DecimalField("检出限不高于", max_digits=12, decimal_places=6)
    unit = models.CharField("单位", max_length=8, choices=Unit.choices)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期", null=True, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "检出限要求"
        ordering = ["analyte", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["analyte", "nodes", "since"],
                nulls_distinct=False,
                name="sharpness_once",
                violation_error_message="该项目的检出限要求已登记。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.analyte or '其他不得检出的项目'} ≤{self.most.normalize():f} {self.unit}"


@history.tracked
class Prohibition(models.Model):
    """A substance that may not be used, everywhere or on some products, from a day on."""

    kind = models.CharField("类别", max_length=12, choices=BanKind.choices)
    name = models.CharField("名称（公告用语）", max_length=80)
    analyte = models.ForeignKey(
        Analyte, models.PROTECT, null=True, blank=True, related_name="prohibitions", verbose_name="检测项目"
    )
    scope = models.CharField("范围", max_length=60)
    nodes = _nodes("适用产品")
    excluding = _nodes("除外产品")
    basis = models.CharField("依据", max_length=80)
    since = models.DateField("施行日期")
    until = models.DateField("失效日期", null=True, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "禁限用名录"
        ordering = ["kind", "name", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "analyte", "since"],
                nulls_distinct=False,
                name="prohibition_once",
                violation_error_message="该物质已在名录中。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.scope}）"
