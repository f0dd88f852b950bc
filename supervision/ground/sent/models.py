from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from supervision.ground.people import User


class Sent(models.Model):
    """One deed of one person: the page it was done on (`door`), the key it was given there, a keyed digest of what was
    typed, and the row it led to.

    Written in the transaction of the deed, never changed, and forgotten after a month: by then the record's own key
    and version still refuse a repetition. `matter` is the digest of what it is about (the subject and the day), where
    the register says that one of these is usually enough.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name="办理人")
    door = models.CharField("页面", max_length=80)
    key = models.UUIDField("上报标识")
    digest = models.CharField("内容校验值", max_length=64)
    matter = models.CharField("事项校验值", max_length=64, blank=True)
    register = models.CharField("台账", max_length=80)  # the label of the model: supervision.patrol
    record = models.BigIntegerField("记录")
    at = models.DateTimeField("办理时间", db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = "办理标识"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["user", "door", "key"], name="sent_once")]

    def __str__(self) -> str:
        return f"{self.door} {self.key}"
