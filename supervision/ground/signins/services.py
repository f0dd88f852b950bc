"""The verbs of log-ins and passwords. Every failure leaves an act for the auditor, bounded by the limits on tries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string

from supervision.ground import history
from supervision.ground.acts import Act
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, User

from .models import SignIn

MARK = "signin"  # in the session: the row that stands for it
SEEN = "seen"  # in the session: when it was last used, in seconds
WRONG, LIMITED, WRONG_CODE = "登录失败", "登录受限", "两步验证失败"
NOBODY = 0  # the record of an act about a name that nobody has


@dataclass(frozen=True)
class Open:
    """A log-in that still holds, and when it was last used."""

    row: SignIn
    seen: dt.datetime | None


def begin(session: SessionBase, user: User, *, device: str, address: str) -> SignIn:
    """Somebody has come in: their session gets a row that others of their devices can see and end."""
    if session.session_key is None:
        session.create()
    with history.acting(None, "登录"):
        # The key may be one of a row whose session ran out; keys are random, so that is a test's, never a person's.
        row, _ = SignIn.objects.update_or_create(
            session=session.session_key,
            defaults={"user": user, "device": device[:60], "address": address[:45], "ended_at": None, "ended_why": ""},
        )
    session[MARK], session[SEEN] = row.pk, int(timezone.now().timestamp())
    return row


def moved(mark: Any, key: str) -> None:
    """The session goes on under another key."""
    with history.acting(None, "登录"):
        SignIn.objects.open().filter(pk=mark or 0).update(session=key)


def leave(mark: Any, user: User) -> None:
    """At a log-out: the session goes by itself."""
    if isinstance(mark, int):
        with history.acting(None, "退出登录"):
            SignIn.objects.open().filter(pk=mark, user=user).update(ended_at=Now(), ended_why="本人退出")


def is_open(mark: Any, user: User) -> bool:
    return isinstance(mark, int) and SignIn.objects.open().filter(pk=mark, user=user).exists()


def open_of(user: User) -> list[Open]:
    """The log-ins of a person that still hold, newest first; those whose session ran out are left aside."""
    found = []
    for row in SignIn.objects.open().filter(user=user)[:100]:
        data = _store(row.session).load()
        if data.get(MARK) == row.pk:
            seen = data.get(SEEN)
            found.append(Open(row, dt.datetime.fromtimestamp(seen, dt.UTC) if isinstance(seen, int) else None))
    return found


def end(rows: Iterable[SignIn], *, by: Post | None, why: str) -> int:
    """Show them out: the session is gone at once, also where a copy in the cache outlives an outage (see `is_open`)."""
    rows = list(rows)
    if not rows:
        return 0
    with history.acting(by, "结束登录", why, on=[User(pk=pk) for pk in {row.user_id for row in rows}]):
        SignIn.objects.filter(pk__in=[row.pk for row in rows], ended_at=None).update(ended_at=Now(), ended_why=why)
    for row in rows:
        _store(row.session).delete()
    return len(rows)


def end_all(user: User, *, by: Post | None, why: str, besides: Any = None) -> int:
    return end(SignIn.objects.open().filter(user=user).exclude(pk=besides or 0), by=by, why=why)


def failed(user: User | None, verb: str, *, name: str, device: str, address: str) -> None:
    """A try that did not open. Of a name that nobody has only a digest is kept: at times it is a password, typed in
    the wrong box.
    """
    whose = f"用户名“{user.username}”" if user else f"没有这个用户名（摘要 {name[:12]}）"
    with history.acting(None, verb, f"{whose}，来自 {address or '未知地址'}，{device}", on=[user or User(pk=NOBODY)]):
        pass


def noted(by: Post) -> models.QuerySet[Act]:
    """What was noted of log-ins and passwords of the people whose posts one may see, newest first; tries with names
    that nobody has concern the city.
    """
    theirs = list(Post.objects.visible_to(by).order_by().values_list("user_id", flat=True).distinct())
    asked = [*theirs, NOBODY] if by.is_citywide else theirs
    return Act.objects.filter(register="supervision.user", record__in=asked).select_related("user").order_by("-id")


def must_change(user: User) -> bool:
    """The first password was made by somebody else, so it is theirs as well until the person has made an own one."""
    if user.password_changed_at is not None or not user.has_usable_password():
        return False
    stays = settings.FIRST_PASSWORD_STAYS
    return not (stays and user.username in import_string(stays)())


def check_password(password: str, user: User | None = None, field: str = "password") -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise RuleViolation("；".join(weak.messages), field=field) from weak


def set_password(user: User, password: str, *, by: Post | None, besides: Any = None) -> None:
    """One's own new password; every other device has to come in anew."""
    with history.acting(by, "修改密码", on=[user]):
        user.set_password(password)
        user.password_changed_at = timezone.now()
        user.save(update_fields=["password", "password_changed_at"])
    end_all(user, by=by, why="密码已修改", besides=besides)


def hand_out(user: User, password: str, *, by: Post) -> None:
    """A first password once more: good for one log-in, in which it has to be changed."""
    with history.acting(by, "重发初始密码", on=[user]):
        user.set_password(password)
        user.password_changed_at = None
        user.save(update_fields=["password", "password_changed_at"])
    end_all(user, by=by, why="密码已重发")


def _store(key: str) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
