from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from supervision.ground import history
from supervision.ground.people import Post

__all__ = ["DryRun", "ImportBatch"]


class BatchState(models.TextChoices):
    CHECKED = "checked", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    UNDOING = "undoing", "撤销中"
    UNDONE = "undone", "已撤销"


def stored_path(batch: ImportBatch, name: str) -> str:
    token = secrets.token_hex(16)
    return f"imports/{token[:2]}/{token}{PurePath(name).suffix.lower()[:5]}"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, post: Post | None) -> Self:
        """The colleagues of one organisation see, confirm and undo each other's imports."""
        return self.filter(made_by__organisation_id=post.organisation_id) if post else self.none()


@history.tracked
class ImportBatch(models.Model):
    """One uploaded workbook: what was found in it, what was made of it, and what an undo took back."""

    register = models.CharField("台账", max_length=40)
    file = models.FileField("原表", upload_to=stored_path, max_length=120)
    name = models.CharField("文件名", max_length=150)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="上传人")
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.CHECKED)
    late_why = models.CharField("历史补录原因", max_length=200, blank=True, default="", db_default="")
    with_hidden = models.BooleanField("隐藏的行一并读入", default=False, db_default=False)
    rows = models.PositiveIntegerField("总行数", default=0)
    good = models.PositiveIntegerField("可导入行数", default=0)
    bad = models.PositiveIntegerField("有问题行数", default=0)
    imported_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    imported_at = models.DateTimeField("导入时间", null=True)
    created_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="新增记录")
    undone_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="撤销人")
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_why = models.CharField("撤销原因", max_length=500, blank=True)
    kept_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="未撤销记录")

    objects: ClassVar = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-id"]
        indexes = [models.Index(fields=["register", "-id"], name="import_batch_newest")]

    def __str__(self) -> str:
        return self.name


class DryRun(models.Model):
    """What the last check of a batch found, sealed; beside the batch, so that lists of batches do not carry it."""

    batch = models.OneToOneField(
        ImportBatch, models.CASCADE, primary_key=True, related_name="dry_run", verbose_name="导入批次"
    )
    found_sealed = models.TextField("检查结果（加密）")

    class Meta:
        verbose_name = verbose_name_plural = "导入检查结果"

    def __str__(self) -> str:
        return f"{self.batch}"
