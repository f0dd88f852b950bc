from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from supervision.ground import history


class Level(models.TextChoices):
    CITY = "city", "市"
    COUNTY = "county", "县（市、区）"
    ZONE = "zone", "功能区"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"


class RegionQuerySet(models.QuerySet["Region"]):
    def counties(self) -> Self:
        """The twelve of today; renamed ones live on as predecessors."""
        return self.filter(level=Level.COUNTY, closed=None).order_by("code")

    def assessed_townships(self) -> Self:
        """The 212 townships that are assessed: no farms, no forest stations, no prison, no zone."""
        return self.filter(level=Level.TOWNSHIP, assessed=True).order_by("code")


@history.tracked
class Region(models.Model):
    """A place of the official division.

    The key is the statistical code (国家统计局). Civil-affairs codes look alike and differ for 142 of the 212
    townships, so `mca_code` is for display only. Ancestors are stored, never cut out of the digits: zones and
    renamed counties would break that.
    """

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=30)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    kind = models.CharField("类型", max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级")
    county = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="所属县（市、区）")
    township = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="所属乡镇")
    managed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="managed", verbose_name="代管功能区")
    assessed = models.BooleanField("纳入考核", default=False)
    official = models.BooleanField("国标代码", default=True)
    mca_code = models.CharField("民政代码", max_length=12, blank=True)
    former_names = models.CharField("曾用名", max_length=100, blank=True)
    former_codes = models.CharField("曾用代码", max_length=60, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", verbose_name="前身")
    opened = models.DateField("设立日期", null=True, blank=True)
    closed = models.DateField("撤销日期", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    objects: ClassVar = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["level", "code"], name="region_level_code"),
            models.Index(fields=["county", "level", "code"], name="region_county_level"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """County, township and village as one would say them."""
        parts = [self.county, self.township, self]
        return " ".join(dict.fromkeys(p.name for p in parts if p is not None))

    @property
    def said(self) -> str:
        """A village as people say it: 董团村, not the committee that runs it (董团村民委员会)."""
        ends = {"村委会": "村", "居委会": "社区"}.get(self.kind, "") if self.level == Level.VILLAGE else ""
        return f"{self.short_name.removesuffix(ends)}{ends}" if ends else self.name


history.tracked(Region.predecessors.through)


@history.tracked
class Population(models.Model):
    """Heads of a region in a year on one basis. Last year's targets are never recomputed with this year's heads."""

    class Basis(models.TextChoices):
        RESIDENT = "resident", "常住人口"
        REGISTERED = "registered", "户籍人口"

    region = models.ForeignKey(Region, models.PROTECT, related_name="populations", verbose_name="地区")
    year = models.PositiveSmallIntegerField("年度")
    basis = models.CharField("口径", max_length=12, choices=Basis.choices)
    count = models.PositiveIntegerField("人口（人）")
    source = models.CharField("来源", max_length=200, blank=True)
    verified = models.BooleanField("已核对", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "人口"
        ordering = ["-year", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "basis"],
                name="population_once",
                violation_error_message="该地区该年度该口径的人口已存在。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year} {self.get_basis_display()}"
