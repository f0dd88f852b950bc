"""Between the password and the code, and between the log-in and the setting up: what the session remembers.

Whether the second factor is due is asked once, at the log-in, and not at every page.
"""

from __future__ import annotations

import hmac

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from supervision.ground import signins
from supervision.ground.people import OfficialRequest, User
from supervision.ground.records import sealed

WAITS, DUE, SECRET, CODES = "second_waits", "second_due", "second_secret", "second_codes"
PATIENCE = 5 * 60  # seconds between the password and the code
TO_WRITE = 10 * 60  # seconds for which the recovery codes can be read


def ask(request: HttpRequest, user: User, *, onward: str) -> None:
    """The password was right. What was put aside for this session stays with it."""
    request.session[WAITS] = [user.pk, user.get_session_auth_hash(), onward, int(timezone.now().timestamp())]
    request.session.set_expiry(PATIENCE)


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Whose code is waited for, and where to go then; nobody after five minutes, or once the password is another."""
    kept = request.session.get(WAITS)
    if not kept or int(timezone.now().timestamp()) - kept[3] > PATIENCE:
        return None
    user = User.objects.filter(pk=kept[0], is_active=True).first()
    if user is None or not hmac.compare_digest(user.get_session_auth_hash(), kept[1]):
        return None
    return user, kept[2]


def done(request: HttpRequest) -> None:
    """The waiting is over; how long the log-in lasts is said at its first page (see staying)."""
    del request.session[WAITS]


def remind(request: HttpRequest, user: User) -> None:
    """At a log-in without a second factor: told while there is time, and closed afterwards."""
    found = signins.second.standing(user)
    if not found.asked or found.is_set:
        return
    if found.until is None:
        signins.second.begin(user)
        found = signins.second.standing(user)
    if found.due:
        request.session[DUE] = True
    elif found.until is not None:
        day = timezone.localtime(found.until).strftime("%Y-%m-%d")
        messages.warning(request, f"管理岗位请启用两步验证（“我的”页面），{day} 起登录后须先启用才能使用。")


def is_due(request: OfficialRequest) -> bool:
    return bool(request.session.get(DUE))


def secret(request: OfficialRequest) -> str:
    """The one that is being set up: of this session alone, and sealed, until a code has proven it."""
    kept = sealed.unsealed(request.session.get(SECRET, ""))
    if not kept:
        kept = signins.second.new_secret()
        request.session[SECRET] = sealed.seal(kept)
    return kept


def tell(request: OfficialRequest, title: str, codes: list[str]) -> None:
    """Sealed in this session alone, until they are written down."""
    request.session[CODES] = [title, sealed.seal(" ".join(codes)), int(timezone.now().timestamp())]


def told(request: OfficialRequest) -> tuple[str, list[str]] | None:
    """The title and the codes; nothing once they were written down, or after ten minutes."""
    title, kept, at = request.session.get(CODES, ["", "", 0])
    if int(timezone.now().timestamp()) - at > TO_WRITE:
        return None
    found = sealed.unsealed(kept)
    return (title, found.split(" ")) if found else None


def forget(request: OfficialRequest) -> None:
    request.session.pop(CODES, None)


def is_set(request: OfficialRequest) -> None:
    for name in (DUE, SECRET):
        request.session.pop(name, None)


def must_set(request: OfficialRequest) -> None:
    request.session[DUE] = True
