from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground.people import Post

__all__ = ["Notice", "NoticeReceipt"]


class Notice(models.Model):
    """What was said, once, by whom; who got it stands in the receipts."""

    title = models.CharField("标题", max_length=100)
    body = models.TextField("内容", max_length=2000, blank=True)
    link = models.CharField("链接", max_length=300, blank=True)
    key = models.CharField("事由标识", max_length=80, blank=True, db_index=True)
    by = models.ForeignKey("supervision.Post", models.PROTECT, related_name="+", verbose_name="发送人")
    said_at = models.DateTimeField("发送时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class ReceiptQuerySet(models.QuerySet["NoticeReceipt"]):
    def visible_to(self, post: Post | None) -> Self:
        return self.filter(post=post.pk) if post else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)


class NoticeReceipt(models.Model):
    """A notice in the hands of one post."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts", verbose_name="通知")
    post = models.ForeignKey(
        "supervision.Post", models.CASCADE, db_index=False, related_name="notices", verbose_name="接收岗位"
    )
    read_at = models.DateTimeField("阅读时间", null=True)

    objects: ClassVar = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知接收"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "notice"],
                name="notice_received_once",
                violation_error_message="该岗位已收到这条通知。",
            )
        ]
        indexes = [
            models.Index(fields=["post", "-id"], name="receipt_post_newest"),
            models.Index(fields=["post"], condition=Q(read_at=None), name="receipt_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.post_id}"
