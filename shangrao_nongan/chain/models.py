from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from supervision.ground.people import Post

from .sources import Span

WHOLE = "全部"  # the source of a night's one head over the heads of all sources


class DigestQuerySet(models.QuerySet["Digest"]):
    def visible_to(self, post: Post | None) -> Self:
        """Heads say nothing of what they stand for: who may see them at all sees all of them."""
        return self.all() if post and post.has_perm("chain.view_digest") else self.none()

    def nights(self) -> Self:
        return self.filter(source=WHOLE).order_by("-day")

    def links(self) -> Self:
        return self.exclude(source=WHOLE).order_by("source", "day")


class Digest(models.Model):
    """One link: what a source held that was written from `since` up to `until`, bound to the link before it.

    `head` = sha256(before ‖ sha256 of each row, in the order of their keys). Of each row the columns named here are
    taken, so that a column which a later release adds changes nothing. A night on which nothing was written to a source
    has no link; the next one begins where the last one ended. Of published scores a link holds whole runs (`runs`).
    """

    day = models.DateField("日期")
    source = models.CharField("数据表", max_length=80)
    since = models.DateTimeField("自", null=True)
    until = models.DateTimeField("至")
    runs = ArrayField(models.BigIntegerField(), verbose_name="计分", null=True)
    columns = ArrayField(models.CharField(max_length=63), verbose_name="列", default=list)
    rows = models.BigIntegerField("行数")
    last = models.BigIntegerField("末行编号", null=True)
    before = models.CharField("上一链头", max_length=64, blank=True)
    head = models.CharField("链头", max_length=64)
    made_at = models.DateTimeField("写入时间", db_default=Now())

    objects: ClassVar = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "校验链"
        ordering = ["-day", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "day"], name="digest_once", violation_error_message="该表当日的链头已经写入。"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.source} {self.head}"

    def span(self) -> Span:
        return Span(self.before, self.since, self.until, self.runs)
