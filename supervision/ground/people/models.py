from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from supervision.ground import clock, history, keys
from supervision.ground.regions import Level, Region

from .vocabulary import OrganisationKind, Role


@history.tracked
class Organisation(models.Model):
    """A bureau, a township station, a laboratory, or a supervised subject seen as an employer."""

    name = models.CharField("单位名称", max_length=100)
    name_key = keys.KeyField(of=["name"])
    twin = keys.twin_field()
    kind = models.CharField("类型", max_length=12, choices=OrganisationKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="organisations", verbose_name="所在地区")
    closed = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["region", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "region"],
                name="organisation_once",
                violation_error_message="该地区已有同名单位。",
            ),
            keys.once(
                "kind",
                "region",
                key="name_key",
                name="organisation_key_once",
                violation_error_message="该地区已有同名单位。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@history.tracked(without=("password", "last_login"))
class User(AbstractUser):
    """A person who signs in. What the person may do hangs on posts, not on the account.

    The history has neither the password nor the last log-in (which would make every log-in a change).
    """

    name = models.CharField("姓名", max_length=30)
    # What the history shows of a password. Nothing: never set by the person.
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.name or self.username


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self) -> Self:
        """Posts held today; an ended post opens nothing, also not through an old session or job."""
        day = clock.today()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)

    def visible_to(self, post: Post | None) -> Self:
        """The posts of one's own place, for those who appoint there; the system's own is nobody's."""
        return self.exclude(role=Role.SYSTEM).at(post.region) if post else self.none()

    def at(self, region: Region) -> Self:
        place = "organisation__region"
        if region.level == Level.CITY:
            return self
        if region.level == Level.ZONE:
            return self.filter(Q(**{place: region}) | Q(**{f"{place}__township__managed_by": region}))
        columns: dict[str, str] = {Level.COUNTY: "county", Level.TOWNSHIP: "township"}
        column = columns.get(region.level)
        return self.filter(**{f"{place}__{column}" if column else place: region})

    def seconds_to(self, post: Post, perm: str) -> list[Post]:
        """The others of the post's own place who may do `perm` today: another user, not another post of the same."""
        return [other for other in self.others_of(post) if other.has_perm(perm)]

    def others_of(self, post: Post) -> Self:
        here = self.in_force().with_place().filter(organisation__region=post.region)
        return here.exclude(user=post.user_id).exclude(role=Role.SYSTEM)

    def with_place(self) -> Self:
        return self.select_related("user", "organisation__region__county", "organisation__region__township")


@history.tracked
class Post(models.Model):
    """A person in an organisation with a role, from one day to another: the actor of everything done.

    `until` is the last day. One that was ended on its first day ends the day before: it was never held.
    """

    DATE_FIELD = "since"

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="用户")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts", verbose_name="单位")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(until=None),
                name="post_once",
                violation_error_message="该人员已任此岗位。",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since") - dt.timedelta(days=1)),
                name="post_ends_after_it_begins",
                violation_error_message="离任日期不能早于任职日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}（{self.organisation} {self.get_role_display()}）"

    @property
    def region(self) -> Region:
        return self.organisation.region

    @property
    def level(self) -> str:
        return self.region.level

    @property
    def is_citywide(self) -> bool:
        return self.region.level == Level.CITY

    def in_force(self) -> bool:
        day = clock.today()
        return self.since <= day and (self.until is None or day <= self.until) and self.user.is_active

    @cached_property
    def _others(self) -> list[Post]:
        return list(Post.objects.others_of(self))

    def has_second(self, perm: str) -> bool:
        """Whether another person of the own place may do this today; of one request asked once, whatever the right."""
        return any(other.has_perm(perm) for other in self._others)

    def has_perm(self, perm: str) -> bool:
        """May this role do this? Answered by the one table named in the settings."""
        return perm in import_string(settings.ROLE_TABLE)(self.role)
