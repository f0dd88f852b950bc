from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.regions import CITY, Level, Region, covers
from supervision.ground.texts import tidy

from .models import Organisation, Post, User
from .vocabulary import OrganisationKind, Role

M = TypeVar("M", bound=Model)

# Where a post may be: elsewhere it would carry its verbs too far up or down. The system's own is never given.
PLACES: dict[str, tuple[str, ...]] = {
    Role.CITY_ADMIN: (Level.CITY,),
    Role.CITY_REVIEWER: (Level.CITY,),
    Role.COUNTY_ADMIN: (Level.COUNTY, Level.ZONE),
    Role.COUNTY_OFFICER: (Level.COUNTY, Level.ZONE),
    Role.REVIEW_ONLY: (Level.CITY, Level.COUNTY, Level.ZONE),
    Role.LAB_TESTER: (Level.CITY, Level.COUNTY, Level.TOWNSHIP),
    Role.LAB_VERIFIER: (Level.CITY, Level.COUNTY, Level.TOWNSHIP),
    Role.TOWNSHIP_SUPERVISOR: (Level.TOWNSHIP,),
    Role.VILLAGE_ASSISTANT: (Level.TOWNSHIP, Level.VILLAGE),
    Role.PRODUCER: (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE),
    Role.MARKET: (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE),
    Role.SOCIAL_SUPERVISOR: (Level.CITY, Level.COUNTY),
    Role.AUDITOR: (Level.CITY, Level.COUNTY),
}


def not_allowed(by: Post | None, perm: str) -> str:
    """The sentence why the post may not do `perm`, or nothing. Without a post nobody may do anything."""
    if not by:
        return "您的账号目前没有在任岗位，请联系管理员。"
    if not by.in_force():
        return "您的岗位已到期或尚未生效，不能进行此操作。"
    return "" if by.has_perm(perm) else f"“{by.get_role_display()}”岗位没有此操作的权限。"


def require(by: Post | None, perm: str) -> None:
    """Stop unless the post may do `perm`: asked by every verb and every page."""
    if refused := not_allowed(by, perm):
        raise Forbidden(refused)


def appoint(*, user: User, organisation: Organisation, role: str, since: dt.date, by: Post) -> Post:
    """Give a person a post; county administrators appoint inside their own county only."""
    require(by, "supervision.add_post")
    if not covers(by.region, organisation.region):
        raise RuleViolation("只能在本辖区内任命岗位。", field="organisation")
    if organisation.region.level not in PLACES.get(role, ()):
        raise RuleViolation("该单位不能设置这个岗位。", field="role")
    post = Post(user=user, organisation=organisation, role=role, since=since)
    with history.acting(by, "任命岗位", on=[post]):
        checked(post)
        post.save(force_insert=True)
        return post


def checked(row: M) -> M:
    """The rules of the model in words, at their field."""
    try:
        tidy(row).full_clean()
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise RuleViolation("；".join(messages), field=None if field == "__all__" else field) from wrong
    return row


def system_post() -> Post:
    """The post under which the system itself acts (sweeps, deliveries, loading of reference data)."""
    post = Post.objects.with_place().filter(role=Role.SYSTEM).first()
    if post is not None:
        return post
    with history.acting(None, "建立系统岗位"):
        city = Region.objects.get(pk=CITY)
        home, _ = Organisation.objects.get_or_create(name="系统", kind=OrganisationKind.OTHER, region=city)
        user, _ = User.objects.get_or_create(username="system", defaults={"name": "系统"})
        if user.has_usable_password():
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return Post.objects.create(user=user, organisation=home, role=Role.SYSTEM, since=dt.date(2000, 1, 1))


def post_named(name: str) -> Post:
    """The post meant by `--as USER[:POST]`: the post's id may be left out where the user holds just one."""
    username, _, number = name.partition(":")
    posts = Post.objects.with_place().in_force().filter(user__username=username)
    if number:
        posts = posts.filter(pk=number) if number.isdecimal() else posts.none()
    found = list(posts[:2])
    if not found:
        raise RuleViolation(f"没有找到用户“{name}”的在任岗位。")
    if len(found) > 1:
        raise RuleViolation(f"用户“{username}”有多个岗位，请写成“{username}:岗位编号”。")
    return found[0]
