"""How long a log-in lasts: it ends when nobody has used it for the time that its role allows, and is renewed by use.

The session itself carries the moment of the last use, a minute apart at the least: a page that is opened writes no row
of ours. A bar that asks again by itself is no use.
"""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from django.utils import timezone

from supervision.ground import signins
from supervision.ground.people import OfficialRequest, User

from . import agents

APART = 60  # seconds


def came_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """At every log-in, by whatever door; how long it lasts is said at the first page, when the post is known."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    signins.begin(request.session, user, device=agents.named(agent), address=address_of(request))


def goes(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        signins.leave(request.session.get(signins.MARK), user)


def address_of(request: HttpRequest) -> str:
    return get_client_ip_address(request) or ""


def holds(request: OfficialRequest) -> bool:
    """Whether this log-in still stands; if it does, it is renewed. False for one that somebody ended meanwhile."""
    session = request.session
    allowed, now = signins.allowed(getattr(request.post, "role", "")), int(timezone.now().timestamp())
    seen = session.get(signins.SEEN)
    if not isinstance(seen, int) or now - seen > allowed:
        return False
    if by_itself(request):
        return True
    if now - seen >= APART or session.get_expiry_age() != allowed:
        if not signins.is_open(session.get(signins.MARK), request.user):
            return False
        session[signins.SEEN] = now
        session.set_expiry(allowed)
    return True


def by_itself(request: HttpRequest) -> bool:
    """Asked by a bar on a page that shows how far a job is (hx-trigger="every …"), with nobody at the screen."""
    return request.method == "GET" and request.headers.get("HX-Request") == "true"
