"""Accounts: who signs in here, and in which post. Appointing is the only way to either."""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import suppress

from supervision.ground import clock, history, keys, records, signins
from supervision.ground.entry import require_own
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.people import (
    OF_SUBJECT,
    Organisation,
    OrganisationKind,
    Post,
    Role,
    User,
    appoint,
    checked,
    not_allowed,
    require,
)
from supervision.ground.regions import Region, covers
from supervision.ground.subjects import Subject
from supervision.ground.texts import read

KINDS: dict[str, OrganisationKind] = {
    Role.LAB_TESTER: OrganisationKind.LABORATORY,
    Role.LAB_VERIFIER: OrganisationKind.LABORATORY,
    Role.TOWNSHIP_SUPERVISOR: OrganisationKind.TOWNSHIP,
    Role.VILLAGE_ASSISTANT: OrganisationKind.TOWNSHIP,
    Role.SOCIAL_SUPERVISOR: OrganisationKind.OTHER,
    Role.AUDITOR: OrganisationKind.OTHER,
}
# What an office is called where nobody said so.
CALLED = {
    OrganisationKind.BUREAU: "农业农村局",
    OrganisationKind.TOWNSHIP: "农产品质量安全监管站",
    OrganisationKind.LABORATORY: "农产品质量安全检测站",
}
LETTERS, DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"  # none that are read for another


def engage(
    *,
    by: Post,
    username: str,
    name: str,
    role: str,
    since: dt.date,
    region: Region | None = None,
    organisation: str = "",
    subject: Subject | None = None,
    password: str = "",
) -> tuple[Post, str]:
    """Appoint a person who may be new here, in an office that may be; with the first password of a new account.

    The password is told once and kept only as its hash. Whoever has an account keeps his own password.
    """
    require(by, "supervision.add_post")
    with history.acting(by, "任命岗位"):
        home = _of_subject(subject, by) if role in OF_SUBJECT else _office(role, region, organisation, by)
        user, first = _account(login_name(username), read(name, "name"), password)
        return appoint(user=user, organisation=home, role=role, since=since, by=by), first


def why_not_end(post: Post, by: Post) -> str:
    """The sentence why `by` may not end this post now, or nothing."""
    if refused := not_allowed(by, "supervision.change_post"):
        return refused
    if not covers(by.region, post.organisation.region) or post.role == Role.SYSTEM:
        return "只能结束本辖区内的岗位。"
    if post.pk == by.pk:
        return "不能结束自己正在使用的岗位。"
    return "该岗位的任期已经结束。" if post.until and post.until < clock.today() else ""


def end_post(post: Post, *, by: Post, why: str) -> Post:
    """Out of office at once: yesterday was the last day. What was done in the post stays in its name."""
    require(by, "supervision.change_post")
    refuse(why_not_end(post, by))
    why = records.reason(why, "请写明结束任期的原因。")
    yesterday = clock.today() - dt.timedelta(days=1)
    post.until = max(yesterday, post.since - dt.timedelta(days=1))
    with history.acting(by, "结束任期", why, on=[post]):
        checked(post).save(update_fields=["until"])
        signins.end_all(post.user, by=by, why="任期已结束")
    return post


def why_not_renew(post: Post, by: Post) -> str:
    """The sentence why `by` may not give this person a new first password now, or nothing.

    Whoever hands out a password can come in by it: so only to people of one's own place, never to oneself.
    """
    if refused := not_allowed(by, "supervision.change_post"):
        return refused
    if not covers(by.region, post.organisation.region) or post.role == Role.SYSTEM:
        return "只能为本辖区内的人员重发初始密码。"
    if post.user_id == by.user_id:
        return "自己的密码请在“我的”中修改。"
    return "" if post.in_force() else "该岗位已不在任，请先任命。"


def renew(post: Post, *, by: Post) -> str:
    """A new first password for who never got, lost or forgot the old one; told once. Every device comes in anew."""
    refuse(why_not_renew(post, by))
    for other in Post.objects.in_force().with_place().filter(user=post.user):
        if not covers(by.region, other.organisation.region):  # it would open that post as well
            raise RuleViolation(f"此人还任“{other.organisation}”的岗位，请由上级管理员重发初始密码。")
    password = first_password()
    signins.hand_out(post.user, password, by=by)
    return password


def why_not_show_out(post: Post, by: Post) -> str:
    """The sentence why `by` may not end this person's log-ins now, or nothing."""
    if refused := not_allowed(by, "supervision.change_post"):
        return refused
    if not covers(by.region, post.organisation.region) or post.role == Role.SYSTEM:
        return "只能让本辖区内的人员退出登录。"
    return "自己的登录请在“我的登录设备”中退出。" if post.user_id == by.user_id else ""


def show_out(post: Post, *, by: Post, why: str) -> Post:
    """A lost phone, a computer left open: on every device they have to come in anew."""
    refuse(why_not_show_out(post, by))
    why = records.reason(why, "请写明让此人退出登录的原因。")
    with history.acting(by, "退出其全部登录", why, on=[post, post.user]):
        signins.end_all(post.user, by=by, why="管理员让其退出")
    return post


def login_name(written: str) -> str:
    """A user name as the log-in page reads it: full-width letters and digits are letters and digits."""
    return User.normalize_username(read(written, "username"))


def first_password() -> str:
    """Twelve signs in three groups, to be read out or typed from paper; what the policy refuses is drawn anew."""
    while True:
        groups = ["".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2)]
        drawn = "-".join([*groups, "".join(secrets.choice(DIGITS) for _ in range(4))])
        with suppress(RuleViolation):
            signins.check_password(drawn)
            return drawn


def _account(username: str, name: str, password: str) -> tuple[User, str]:
    known = User.objects.filter(username__iexact=username).first()
    if known is None:
        first = password or first_password()
        user = User(username=username, name=name)
        signins.check_password(first, user)
        user.set_password(first)
        checked(user).save(force_insert=True)
        return user, first
    if known.posts.filter(role=Role.SYSTEM).exists() or not known.is_active:
        raise RuleViolation(f"用户名“{username}”不能使用，请换一个。", field="username")
    if known.name != name:
        said = f"用户名“{username}”已属于另一个人，请换一个用户名；是同一个人的，请核对姓名。"
        raise RuleViolation(said, field="username")
    return known, ""


def _office(role: str, region: Region | None, name: str, by: Post) -> Organisation:
    """The office of that name; without a name the one of its kind that is there, or what it is usually called."""
    if region is None:
        raise RuleViolation("请选择任职地区。", field="region")
    if not covers(by.region, region):
        raise RuleViolation("只能在本辖区内任命岗位。", field="region")
    kind, name = KINDS.get(role, OrganisationKind.BUREAU), read(name, "organisation")
    if not name and kind not in CALLED:
        raise RuleViolation("请填写单位名称。", field="organisation")
    there = Organisation.objects.filter(kind=kind, region=region, closed=None).order_by("pk")
    found = there.filter(name_key=keys.of(name)).first() if name else there.first()
    if found is not None:
        return found
    home = checked(Organisation(name=name or f"{region.name}{CALLED[kind]}", kind=kind, region=region))
    home.save(force_insert=True)
    return home


def _of_subject(subject: Subject | None, by: Post) -> Organisation:
    """A producer or market acts for one subject of the register, seen as an employer."""
    if subject is None:
        raise RuleViolation("企业内控员、市场管理员请选择所属监管对象。", field="subject")
    require_own(subject, by)
    if subject.organisation is not None:
        return subject.organisation
    kind = OrganisationKind.SUBJECT
    home = Organisation.objects.filter(name_key=subject.name_key, kind=kind, region=subject.region).first()
    if home is None or Subject.objects.filter(organisation=home).exists():
        title = subject.name if home is None else f"{subject.name}（{subject.number}）"
        home = checked(Organisation(name=title, kind=kind, region=subject.region))
        home.save(force_insert=True)
    records.touch(subject, by=by, verb="建立主体账号", organisation=home)
    return home
