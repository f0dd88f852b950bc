"""Who is signed in where: a row for each time somebody came in, to be looked at and ended from elsewhere."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from supervision.ground.people import Post, User
from supervision.ground.regions import Region


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open(self) -> Self:
        """Not ended by anybody; the session behind one may have run out by itself."""
        return self.filter(ended_at=None)

    def visible_to(self, post: Post | None) -> Self:
        """Those of the people who have posts in one's own place."""
        if not post:
            return self.none()
        return self if post.is_citywide else self.at(post.region)

    def at(self, region: Region) -> Self:
        return self.filter(user__in=Post.objects.at(region).order_by().values("user"))


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


class SecondFactorQuerySet(models.QuerySet["SecondFactor"]):
    def open(self) -> Self:
        """Waited for, or in use."""
        return self.filter(ended_at=None)

    def in_use(self) -> Self:
        return self.open().exclude(confirmed_at=None)


class SecondFactor(models.Model):
    """The secret that a person's authenticator app shares with us, and what is left of the codes for its loss.

    Sealed like the numbers of persons: who reads a copy of the database can make no code with it. The recovery codes
    are kept as keyed digests. `asked_at` is when the grace began; the secret comes with the first code that proves it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="second_factors", db_index=False, verbose_name="用户")
    secret_sealed = models.TextField("密钥", blank=True, editable=False)
    last_step = models.BigIntegerField("最近一次验证码", default=0, db_default=0, editable=False)
    recovery = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, editable=False, verbose_name="恢复码摘要"
    )
    asked_at = models.DateTimeField("开始要求", db_default=Now())
    confirmed_at = models.DateTimeField("启用时间", null=True, blank=True)
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)
    ended_why = models.CharField("停用原因", max_length=60, blank=True)

    objects: ClassVar = SecondFactorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "两步验证"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(ended_at=None),
                name="second_factor_once",
                violation_error_message="此人已有两步验证。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} 两步验证"
