from __future__ import annotations

from django.db import models

__all__ = ["Said"]


class Said(models.Model):
    """That a post was told of a step of a turn: once, and kept. Whether the turn still stands is asked of the rows."""

    duty = models.CharField("待办事项", max_length=60)
    label = models.CharField("登记类型", max_length=80)
    record_id = models.BigIntegerField("记录编号")
    step = models.CharField("步骤", max_length=40)
    post = models.ForeignKey(
        "supervision.Post", models.PROTECT, related_name="+", db_index=False, verbose_name="接收岗位"
    )
    on = models.DateField("业务日期")
    at = models.DateTimeField("提醒时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "待办提醒"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "label", "record_id", "step", "post"],
                name="turn_said_once",
                violation_error_message="这一步已经提醒过该岗位。",
            )
        ]
        indexes = [models.Index(fields=["post", "on"], name="said_post_day")]

    def __str__(self) -> str:
        return f"{self.duty} {self.step} → {self.post_id}"
