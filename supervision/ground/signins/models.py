"""Who is signed in where: a row for each time somebody came in, to be looked at and ended from elsewhere."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from supervision.ground.people import User


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open(self) -> Self:
        """Not ended by anybody; the session behind one may have run out by itself."""
        return self.filter(ended_at=None)


class SignIn(models.Model):
    """One session of one person on one device. When it was last used stands in the session, which changes often."""

    user = models.ForeignKey(User, models.PROTECT, related_name="signins", verbose_name="用户")
    session = models.CharField("会话", max_length=40, unique=True, editable=False)
    device = models.CharField("设备", max_length=60)
    address = models.CharField("网络地址", max_length=45, blank=True)
    began_at = models.DateTimeField("登录时间", db_default=Now())
    ended_at = models.DateTimeField("退出时间", null=True, blank=True)
    ended_why = models.CharField("退出原因", max_length=60, blank=True)

    objects: ClassVar = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], condition=models.Q(ended_at=None), name="signin_open")]

    def __str__(self) -> str:
        return f"{self.user} {self.device}"
