"""A try to come in: counted, worked out, and told apart from nothing it should not be told apart from."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.core.cache import cache
from django.http import HttpRequest

from supervision.ground import signins
from supervision.ground.errors import RuleViolation
from supervision.ground.people import User

from . import agents, device, hashing, rules
from .staying import address_of


class Limited(RuleViolation):
    """Too many tries; `seconds` until the next one."""

    def __init__(self, sentence: str, seconds: int):
        super().__init__(sentence)
        self.seconds = seconds


def come_in(request: HttpRequest, username: str, password: str) -> User | None:
    """Who it is, or nobody. `Limited` and `hashing.Busy` say that nothing was looked at."""
    name = device.digest(username)
    known = device.of(request, name)
    counted = rules.buckets(name, address_of(request), known)
    _count(counted, lambda: _note(request, username, name, signins.LIMITED))
    try:
        with hashing.a_place(known=bool(known)):
            user: Any = authenticate(request, username=username, password=password)
    except hashing.Busy:
        _give_back(counted)
        raise
    if user is None:
        _note(request, username, name, signins.WRONG)
        return None
    _give_back(counted, whole=bool(known))
    return user


def second(request: HttpRequest, user: User, code: str) -> bool:
    """The second proof, counted as passwords are and apart from them: a right password gives none of these back."""
    name = device.digest(user.username)
    known = device.of(request, name)
    asked = rules.buckets(name, address_of(request), known)
    counted = [rules.Bucket(f"second:{one.key}", one.most, one.whose) for one in asked]
    _count(counted, lambda: _note(request, user.username, name, signins.LIMITED))
    if not signins.second.proves(user, code):
        _note(request, user.username, name, signins.WRONG_CODE)
        return False
    _give_back(counted, whole=bool(known))
    return True


def first_code(user: User, secret: str, code: str, *, by: Any) -> bool:
    """The code that proves that the app has the secret; who finds an open screen may not try it out for ever."""
    _count([rules.Bucket(f"second:first:{user.pk}", rules.BY_PERSON, "您的账号")], lambda: None)
    return signins.second.confirm(user, secret, code, by=by)


def own(user: User, password: str) -> bool:
    """The present password of somebody signed in: who finds an open screen may not try it out for ever."""
    counted = [rules.Bucket(f"password:{user.pk}", rules.BY_PERSON, "您的账号")]
    _count(counted, lambda: None)
    try:
        with hashing.a_place(known=True):
            right = user.check_password(password)
    except hashing.Busy:
        _give_back(counted)
        raise
    if right:
        _give_back(counted, whole=True)
    return right


def _count(buckets: list[rules.Bucket], tell: Any) -> None:
    """Before the password is looked at: sixteen who try at once are sixteen tries."""
    kept: Any = cache  # our own kind of cache, see the settings
    for at, bucket in enumerate(buckets):
        count, left = kept.tally(bucket.key, rules.WINDOW)
        if count > bucket.most:
            _give_back(buckets[:at])
            if count == bucket.most + 1:  # said once; the rest of the quarter of an hour is the same story
                tell()
            raise Limited(rules.too_many(bucket.whose, left), left)


def _give_back(buckets: list[rules.Bucket], *, whole: bool = False) -> None:
    """It was no failure. A person on a known device who remembered begins anew; strangers are forgiven this one try."""
    kept: Any = cache
    for bucket in buckets:
        if whole:
            kept.delete(bucket.key)
        else:
            kept.tally(bucket.key, rules.WINDOW, -1)


def _note(request: HttpRequest, username: str, name: str, verb: str) -> None:
    agent = agents.named(request.META.get("HTTP_USER_AGENT", ""))
    user = User.objects.filter(username__iexact=username).order_by("pk").first()
    signins.failed(user, verb, name=name, device=agent, address=address_of(request))
