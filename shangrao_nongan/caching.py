"""Nothing that was answered to a session is kept by a browser or a proxy.

Shared computers are the rule in a county bureau: after log-out, Back must not show the register of the one before.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """`no-store` on whatever a signed-in browser gets, redirects, API answers and files included.

    Asks for the cookie, not for the user: the public certificate page must not cost a look at the session.
    A view that says otherwise is believed only where it is public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        known = cookie in request.COOKIES or cookie in response.cookies
        if known and "public" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "no-store"
        return response
