from __future__ import annotations

import secrets
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground.people import Post, Role

from .registry import label_of
from .vocabulary import ACTIVE, Status

__all__ = ["Job"]


def result_path(job: Job, name: str) -> str:
    """A name nobody can guess; the one people see is `result_name`."""
    return f"jobs/{secrets.token_hex(16)}"


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, post: Post | None) -> Self:
        """One's own jobs; the city's administrators see all of them, though not their results."""
        if not post:
            return self.none()
        return self if post.role == Role.CITY_ADMIN else self.filter(post=post.pk)

    def active(self) -> Self:
        return self.filter(status__in=ACTIVE)


class Job(models.Model):
    """One piece of work asked for by a post, from the queue to its result or its error in words."""

    kind = models.CharField("种类", max_length=80)
    key = models.CharField("唯一标识", max_length=80, blank=True)
    post = models.ForeignKey("supervision.Post", models.PROTECT, related_name="jobs", verbose_name="发起岗位")
    params = models.JSONField("参数", default=dict, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.QUEUED)
    done = models.PositiveIntegerField("已完成数", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    text = models.CharField("进展", max_length=200, blank=True)
    attempt = models.PositiveSmallIntegerField("第几次运行", default=0)
    max_attempts = models.PositiveSmallIntegerField("最多运行次数", default=3)
    cancel_requested = models.BooleanField("已请求取消", default=False)
    result = models.FileField("结果文件", upload_to=result_path, blank=True)
    result_name = models.CharField("结果文件名", max_length=150, blank=True)
    result_url = models.CharField("结果页面", max_length=300, blank=True)
    error = models.CharField("错误", max_length=1000, blank=True)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    sent_at = models.DateTimeField("发送时间", null=True)
    started_at = models.DateTimeField("开始时间", null=True)
    heartbeat_at = models.DateTimeField("心跳时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(status__in=ACTIVE) & ~Q(key=""),
                name="job_one_active",
                violation_error_message="同样的任务正在进行。",
            )
        ]
        indexes = [
            models.Index(fields=["post", "-id"], name="job_post_newest"),
            models.Index(fields=["status", "id"], condition=Q(status__in=ACTIVE), name="job_active"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return label_of(self.kind)

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def percent(self) -> int:
        if self.status == Status.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def can_retry(self) -> bool:
        return self.status in (Status.FAILED, Status.CANCELLED)
