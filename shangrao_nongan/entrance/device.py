"""The cookie of a device on which somebody has come in before. It opens nothing: it only says whose tries are counted
apart from those of strangers. Signed, so that nobody can claim another's name; it holds digests of names only.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "na_device"
SALT = "shangrao_nongan.device"
LASTS = 400 * 24 * 3600  # seconds; browsers keep none longer
MOST = 8  # names of one device; a computer at a counter is shared


def digest(name: str) -> str:
    """What a name is called in counts and cookies. Names that differ in capitals only are tried as one."""
    return salted_hmac(SALT, name.casefold(), algorithm="sha256").hexdigest()[:20]


def of(request: HttpRequest, name: str) -> str:
    """The device, if this name (a digest) has come in there before; otherwise nothing."""
    device, names = _read(request)
    return device if name in names else ""


def remember(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Somebody has come in: from now on this device is known for that name."""
    device, names = _read(request)
    kept = [name, *(one for one in names if one != name)][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps([device or secrets.token_hex(8), kept], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, names = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        return str(device), [str(name) for name in names]
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
