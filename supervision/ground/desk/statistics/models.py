from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from supervision.ground.people import Post

__all__ = ["Statistic"]


class StatisticQuerySet(models.QuerySet["Statistic"]):
    def visible_to(self, post: Post | None) -> Self:
        """Whoever asked, in the post in which he asked: the numbers are of what that post sees."""
        return self.filter(post=post.pk) if post else self.none()


class Statistic(models.Model):
    """A table of 自定义统计 that was worked out in the background: the question, and the groups that were counted."""

    register = models.CharField("台账", max_length=40)
    query = models.CharField("统计条件", max_length=2000)
    year = models.PositiveSmallIntegerField("年度")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="统计人")
    made_at = models.DateTimeField("统计时间", auto_now_add=True)
    groups: models.JSONField[Any, Any] = models.JSONField("统计结果", default=list, encoder=DjangoJSONEncoder)

    objects: ClassVar = StatisticQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台统计结果"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.register
