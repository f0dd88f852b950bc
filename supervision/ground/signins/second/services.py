"""Who has to have a second factor, how it is set up, what it proves, and how a lost one is taken away.

Who administrates gives posts and passwords to others, or reads everything: a password that was looked over the
shoulder must not be enough for that. Others may have one.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.module_loading import import_string

from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.kinds import narrow
from supervision.ground.parameters import UNCHECKED, Parameter
from supervision.ground.people import Post, Role, User, require
from supervision.ground.records import reason, sealed

from ..models import SecondFactor
from ..services import end_all
from . import totp

ADMINISTRATING = (Role.CITY_ADMIN, Role.COUNTY_ADMIN, Role.AUDITOR)
# 等保 2.0 asks for two ways of proof of administrators (GB/T 22239—2019 8.1.4.1 d, 待核); of the time to get ready it
# says nothing.
GRACE = Parameter("second_factor_grace", "管理员启用两步验证的宽限期", 14, most=365, unit="天")
RECOVERY, LETTERS = 10, 10  # codes, and the letters of each: fifty bits
NOT_IN_CODES = re.compile(r"[\s\-－—]")
NOT_SET = "此人没有启用两步验证。"
ELSEWHERE = "此人还有您辖区以外或上级的岗位，请由上级管理员重置。"
OWN = "不能重置自己的两步验证，请由另一位管理员办理。"


@dataclass(frozen=True)
class Standing:
    """What a person has to do about it: nothing, or to set it up by a day, or at once."""

    is_set: bool
    asked: bool
    until: dt.datetime | None = None
    codes_left: int = 0
    since: dt.datetime | None = None

    @property
    def due(self) -> bool:
        return self.asked and not self.is_set and self.until is not None and timezone.now() >= self.until


def grace() -> int:
    """Days from the first log-in that asks for it."""
    return int(GRACE.value({GRACE.name: settings.SECOND_FACTOR_GRACE_DAYS}))


def is_set(user: User) -> bool:
    return SecondFactor.objects.in_use().filter(user=user).exists()


def standing(user: User) -> Standing:
    """As of now; the grace of one who has not been asked yet begins with `begin`."""
    row = SecondFactor.objects.open().filter(user=user).first()
    asked = _asked_of(user)
    if row is None:
        return Standing(is_set=False, asked=asked)
    if row.confirmed_at is None:
        return Standing(is_set=False, asked=asked, until=row.asked_at + dt.timedelta(days=grace()))
    return Standing(is_set=True, asked=asked, codes_left=len(row.recovery), since=row.confirmed_at)


def _asked_of(user: User) -> bool:
    stays = settings.FIRST_PASSWORD_STAYS  # the accounts of a demonstration, which everybody shares
    if stays and user.username in import_string(stays)():
        return False
    return Post.objects.in_force().filter(user=user, role__in=ADMINISTRATING).exists()


def begin(user: User) -> SecondFactor:
    """From now on it is waited for: the grace runs."""
    with transaction.atomic(), history.acting(None, "准备两步验证"):
        User.objects.select_for_update().get(pk=user.pk)
        row = SecondFactor.objects.open().filter(user=user).first()
        if row is None:
            row = SecondFactor.objects.create(user=user)
            row.refresh_from_db()
    return row


def confirm(user: User, secret: str, typed: str, *, by: Post | None) -> bool:
    """The first code of the app proves that it has the secret: kept, and asked for from now on."""
    step = totp.step_of(secret, _plain(typed), timezone.now().timestamp(), after=0)
    if step is None:
        return False
    row = begin(user)
    with history.acting(by, "启用两步验证", on=[user]):
        waiting = SecondFactor.objects.open().filter(pk=row.pk, confirmed_at=None)
        return bool(waiting.update(secret_sealed=_sealed(user, secret), confirmed_at=Now(), last_step=step))


def handed_out(user: User, *, by: Post | None) -> list[str]:
    """Ten codes for the day on which the phone is lost, told once; those before are worth nothing any more."""
    codes = [base64.b32encode(secrets.token_bytes(7)).decode()[:LETTERS] for _ in range(RECOVERY)]
    with history.acting(by, "领取恢复码", on=[user]):
        kept = [_digest(user, one) for one in codes]
        if not SecondFactor.objects.in_use().filter(user=user).update(recovery=kept):
            raise RuleViolation(NOT_SET)
    return [f"{one[:5]}-{one[5:]}" for one in codes]


def proves(user: User, typed: str) -> bool:
    """Whether the code is the one of the moment, or a recovery code. Either opens once."""
    text = _plain(typed)
    with transaction.atomic():
        row = SecondFactor.objects.in_use().select_for_update().filter(user=user).first()
        if row is None or not text.isascii():
            return False
        if not text.isdecimal():
            return _recovered(row, user, text)
        secret = _unsealed(row, user)
        step = totp.step_of(secret, text, timezone.now().timestamp(), after=row.last_step) if secret else None
        if step is None:
            return False
        with history.acting(None, "两步验证"):
            SecondFactor.objects.filter(pk=row.pk).update(last_step=step)
    return True


def _recovered(row: SecondFactor, user: User, text: str) -> bool:
    used = _digest(user, text.upper())
    if used not in row.recovery:
        return False
    with history.acting(None, "使用恢复码", on=[user]):
        SecondFactor.objects.filter(pk=row.pk).update(recovery=[one for one in row.recovery if one != used])
    return True


def replace(user: User, *, by: Post | None) -> None:
    """Another phone: the old secret ends, and a new one has to be set up at once."""
    with history.acting(by, "更换两步验证", on=[user]):
        _end(SecondFactor.objects.in_use().filter(user=user).first(), "本人更换")


def reset(user: User, *, by: Post, why: str) -> None:
    """Lost, with all codes: another administrator, who knows the person, takes it away. The next is set up at once."""
    require(by, "supervision.change_post")
    if by.user_id == user.pk:
        raise Forbidden(OWN)
    if not Post.objects.visible_to(by).filter(user=user).exists():
        raise RuleViolation("没有这个用户，或他不在您的辖区内。")
    if Post.objects.in_force().filter(user=user).exclude(pk__in=Post.objects.visible_to(by).values("pk")).exists():
        raise Forbidden(ELSEWHERE)
    why = reason(why, "请写明重置原因，如手机遗失、已当面核实本人。")
    with history.acting(by, "重置两步验证", why, on=[user]):
        _end(SecondFactor.objects.in_use().filter(user=user).first(), "管理员重置")
    end_all(user, by=by, why="两步验证已重置")


def _end(row: SecondFactor | None, why: str) -> None:
    """The next one is waited for since the first: no second grace for who has lost one."""
    if row is None:
        raise RuleViolation(NOT_SET)
    SecondFactor.objects.filter(pk=row.pk).update(ended_at=Now(), ended_why=why, recovery=[])
    long_ago = row.asked_at - dt.timedelta(days=366)  # longer than any grace
    SecondFactor.objects.create(user_id=row.user_id, asked_at=long_ago)


def _sealed(user: User, secret: str) -> str:
    """With whose it is: in another person's row it opens nothing."""
    return sealed.seal(f"{user.pk}:{secret}")


def _unsealed(row: SecondFactor, user: User) -> str:
    """The secret, or nothing where what stands in the row was not sealed for this person."""
    whose, _, secret = (sealed.unsealed(row.secret_sealed) or "").partition(":")
    return secret if whose == str(user.pk) else ""


def _plain(typed: str) -> str:
    return NOT_IN_CODES.sub("", narrow(typed))[:40]


def _digest(user: User, text: str) -> str:
    return sealed.digest(f"second:{user.pk}:{text}")


def grace_shown() -> str:
    """As it is told, with whether anybody has checked it against a paper."""
    return GRACE.shown(grace()) + ("" if GRACE.verified else f"（{UNCHECKED}）")
