from __future__ import annotations

from django.db import models

from supervision.ground import history


@history.tracked
class SeedStage(models.Model):
    """One stage of the demonstration year that has been loaded: written in the stage's own transaction."""

    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("环节", max_length=30)
    counts = models.JSONField("条数", default=dict)
    seconds = models.DecimalField("用时（秒）", max_digits=7, decimal_places=1, default=0)
    done_at = models.DateTimeField("完成时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "演示数据环节"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"], name="seedstage_once", violation_error_message="该环节已载入。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"
