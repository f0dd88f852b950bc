from __future__ import annotations

import secrets
from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.regions import Region

from .vocabulary import SHOWN, TYPES, Purpose

__all__ = ["Attachment"]


def stored_path(attachment: Attachment, name: str) -> str:
    """A name nobody can guess, with the extension of what it is, spread over 256 folders."""
    token = secrets.token_hex(16)
    return f"files/{token[:2]}/{token}{TYPES[attachment.content_type]}"


def _place(label: str) -> models.ForeignKey[Region | None, Region | None]:
    return models.ForeignKey(
        "supervision.Region", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=label
    )


def judges(model: type[models.Model], post: Post | None) -> bool:
    """Whether the post is one of those who take over and give back records of this kind; a township that only
    confirms what the county typed for it is none.
    """
    return post is not None and post.has_perm(f"{model._meta.app_label}.return_{model._meta.model_name}")


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def live(self) -> Self:
        return self.filter(removed_at=None)

    def taken_off(self, record: models.Model) -> Self:
        rows = self.exclude(removed_at=None)
        return rows.filter(record_label=record._meta.label_lower, record_id=record.pk)

    def of(self, record: models.Model) -> Self:
        return self.live().filter(record_label=record._meta.label_lower, record_id=record.pk)


@history.tracked
class Attachment(models.Model):
    """One file of one record. The place columns are the record's own, for figures over files.

    Nothing is deleted: what was taken off says who did it and why. `held` is what a reviewer has taken over with the
    record; it stays on it, also when the record is returned later.
    """

    record_label = models.CharField("所属类型", max_length=80)
    record_id = models.BigIntegerField("所属记录")
    purpose = models.CharField("用途", max_length=10, choices=Purpose.choices)
    region = _place("地区")
    township = _place("乡镇（街道）")
    county = _place("县（市、区）")
    managing_zone = _place("代管功能区")
    file = models.FileField("文件", upload_to=stored_path, max_length=120)
    name = models.CharField("文件名", max_length=120)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("校验值", max_length=64)
    width = models.PositiveIntegerField("宽", null=True)
    height = models.PositiveIntegerField("高", null=True)
    latitude = models.DecimalField("拍摄纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("拍摄经度", max_digits=9, decimal_places=6, null=True)
    taken_at = models.DateTimeField("拍摄时间", null=True)
    made_by = models.ForeignKey("supervision.Post", models.PROTECT, related_name="+", verbose_name="上传人")
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    removed_at = models.DateTimeField("移除时间", null=True)
    removed_by = models.ForeignKey(
        "supervision.Post", models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="移除人"
    )
    removed_why = models.CharField("移除原因", max_length=500, blank=True, default="", db_default="")
    held = models.BooleanField("已随记录审核通过", default=False, db_default=False)

    objects: ClassVar = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["record_label", "record_id"], condition=Q(removed_at=None), name="attachment_record"),
            models.Index(fields=["sha256"], condition=Q(removed_at=None), name="attachment_same"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.content_type in SHOWN

    @property
    def record_model(self) -> type[models.Model]:
        return apps.get_model(self.record_label)

    def readable_by(self, post: Post | None) -> bool:
        """Whoever may read the record may read the file; a model without a scope shows its files to nobody.

        Both questions are asked: a case about a cooperative lies in its scope, but it may not view cases. What was
        taken off is read only by those who judge the record.
        """
        model = self.record_model
        if self.removed_at is not None and not judges(model, post):
            return False
        visible_to = getattr(model._default_manager, "visible_to", None)
        view = f"{model._meta.app_label}.view_{model._meta.model_name}"
        if visible_to is None or not post or not post.has_perm(view):
            return False
        return visible_to(post).filter(pk=self.record_id).exists()
