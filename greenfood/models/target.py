from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.regions import Region


@history.tracked
class GrowthTarget(models.Model):
    """A county's share of the city's net growth where it differs from the equal one (5 of 60)."""

    year = models.PositiveSmallIntegerField("年度")
    county = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="县（市、区）")
    net = models.PositiveSmallIntegerField("净增任务（个）", validators=[MaxValueValidator(500)])
    why = models.CharField("调整原因", max_length=200)
    set_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="调整人")

    class Meta:
        verbose_name = verbose_name_plural = "绿色有机地标净增任务"
        ordering = ["year", "county"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "county"], name="growth_target_once", violation_error_message="该县当年任务已设置。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.county} {self.net}"
