from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from supervision.ground.people import Post, User
from supervision.ground.regions import Region

from .vocabulary import Purpose


def _who(model: type[models.Model], label: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(model, models.PROTECT, related_name="+", db_index=False, verbose_name=label)


class OfPostsQuerySet(models.QuerySet[Any]):
    def visible_to(self, post: Post | None) -> Self:
        """What the posts of one's own place have done."""
        if not post:
            return self.none()
        return self if post.is_citywide else self.at(post.region)

    def at(self, region: Region) -> Self:
        return self.filter(post__in=Post.objects.at(region).values("pk"))


class Reveal(models.Model):
    """One number of a person, shown whole to one official in one answer. Which number is not written down again.

    Appended only; the moment is that of the clock on the wall, said by the database.
    """

    post = _who(Post, "查看岗位")
    user = _who(User, "查看人")
    register = models.CharField("台账", max_length=40)  # the key of the register
    record = models.BigIntegerField("记录")
    said = models.CharField("记录名称", max_length=120, blank=True)
    field = models.CharField("字段", max_length=40)
    label = models.CharField("查看内容", max_length=30)
    purpose = models.CharField("用途", max_length=12, choices=Purpose.choices)
    at = models.DateTimeField("查看时间", db_default=Now())
    request = models.CharField("请求编号", max_length=64, blank=True)

    objects: ClassVar = OfPostsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "个人号码查看记录"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-at"], name="reveal_user_at"),
            models.Index(fields=["register", "record"], name="reveal_record"),
        ]

    def __str__(self) -> str:
        return f"{self.said} {self.label}"


class Exported(models.Model):
    """One workbook that was taken out of a register: what it was narrowed by, in words, its columns, how many rows."""

    post = _who(Post, "导出岗位")
    user = _who(User, "导出人")
    register = models.CharField("台账", max_length=40)
    said = models.CharField("筛选条件", max_length=500, blank=True)
    columns = ArrayField(models.CharField(max_length=60), default=list, verbose_name="列")
    rows = models.PositiveIntegerField("条数", default=0)
    at = models.DateTimeField("导出时间", db_default=Now())
    request = models.CharField("请求编号", max_length=64, blank=True)

    objects: ClassVar = OfPostsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导出记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-at"], name="exported_user_at")]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"
