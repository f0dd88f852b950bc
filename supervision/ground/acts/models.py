from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from supervision.ground.history import ActKind, Way
from supervision.ground.people import Post, User
from supervision.ground.records import DONE_ALONE
from supervision.ground.regions import Region


def _who(model: type[models.Model], label: str) -> models.ForeignKey[Any, Any]:
    """Nobody where the system began before it had a post; the index by person stands beside it."""
    return models.ForeignKey(
        model, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=label, help_text="空：系统。"
    )


class ActQuerySet(models.QuerySet["Act"]):
    def visible_to(self, post: Post | None) -> Self:
        """What the posts of one's own place have done; the system's own acts concern the city."""
        if not post:
            return self.none()
        return self if post.is_citywide else self.at(post.region)

    def at(self, region: Region) -> Self:
        return self.filter(post__in=Post.objects.at(region).values("pk"))


class Act(models.Model):
    """One act on one record: what 已办, 我发起 and the audit pages read, and who else has written on a record.

    Written by `history.acting` in the transaction of the act, for the records a verb was called on and not for every
    row it touched; what changed from what to what is in the history. Appended only. The moment is that of the clock
    on the wall, as in the history, not the business date.
    """

    post = _who(Post, "办理岗位")
    user = _who(User, "办理人")
    kind = models.CharField("类别", max_length=10, choices=ActKind.choices)
    verb = models.CharField("事项", max_length=100)
    way = models.CharField("方式", max_length=8, choices=Way.choices, blank=True, default="", db_default="")
    why = models.CharField("原因", max_length=500, blank=True)
    register = models.CharField("台账", max_length=80)  # the label of the model: supervision.patrol
    record = models.BigIntegerField("记录")
    at = models.DateTimeField("办理时间", db_default=Now())
    request = models.CharField("请求编号", max_length=64, blank=True)

    objects: ClassVar = ActQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-at"], name="act_user_at"),
            models.Index(fields=["register", "record"], name="act_record"),
            models.Index(fields=["id"], name="act_alone", condition=models.Q(verb=DONE_ALONE)),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.register} {self.record}"


class AccountActQuerySet(ActQuerySet):
    def at(self, region: Region) -> Self:
        """On the accounts of those with posts there: who failed to come in has done it in no post."""
        return self.filter(record__in=Post.objects.at(region).order_by().values("user"))


class _OfAccounts(models.Manager.from_queryset(AccountActQuerySet)):  # type: ignore[misc]  # made by Django
    def get_queryset(self) -> AccountActQuerySet:
        found: AccountActQuerySet = super().get_queryset().filter(register=User._meta.label_lower)
        return found


class AccountAct(Act):
    """What was done with an account: log-ins that failed or were limited, passwords changed or handed out."""

    objects: ClassVar = _OfAccounts()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "账号办理记录"


class AppointmentQuerySet(ActQuerySet):
    def at(self, region: Region) -> Self:
        """To posts there, whoever appointed."""
        return self.filter(record__in=Post.objects.at(region).values("pk"))


class _OfPosts(models.Manager.from_queryset(AppointmentQuerySet)):  # type: ignore[misc]  # made by Django
    def get_queryset(self) -> AppointmentQuerySet:
        found: AppointmentQuerySet = super().get_queryset().filter(register=Post._meta.label_lower)
        return found


class Appointment(Act):
    """Who was appointed to a post, and whose term was ended."""

    objects: ClassVar = _OfPosts()

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "任职变动记录"
