from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from supervision.ground import signins
from supervision.ground.people import OfficialRequest

from . import second, staying

ENDED = "登录已过期，请重新登录。"
SECOND = "管理岗位请先启用两步验证，启用后才能使用其他功能。"
FIRST = "首次登录请先修改密码，修改后才能使用其他功能。"
# What somebody whose password is still the first one may open.
OPEN = {"password_change", "password_change_done", "logout", "login", "login-slash"}
SETTING_UP = {"second"}


class EntranceMiddleware:
    """Behind the login: does this log-in still stand, and is the password the person's own?

    Pages that ask nobody's name never look at the session. The API is asked here as well, because it does not go
    through the login of the pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: OfficialRequest, view: Any, *asked: Any) -> HttpResponse | None:
        api = request.path.startswith("/api/")
        if not api and not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return None
        if not staying.holds(request):
            return _ended(request, api=api)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name not in OPEN and signins.must_change(request.user):
            return _told(request, FIRST, "password_change", api=api)
        if name not in (OPEN | SETTING_UP) and second.is_due(request):
            return _told(request, SECOND, "second", api=api)
        return None


def _ended(request: OfficialRequest, *, api: bool) -> HttpResponse:
    """As if nobody were signed in: what was typed without a script is put aside on the way (see unsent)."""
    request.session.flush()
    nobody: Any = AnonymousUser(), SimpleLazyObject(lambda: None)
    request.user, request.post = nobody
    if api:
        return JsonResponse({"detail": ENDED}, status=401, json_dumps_params={"ensure_ascii": False})
    return redirect_to_login(request.get_full_path())


def _told(request: OfficialRequest, why: str, page: str, *, api: bool) -> HttpResponse:
    if api:
        return JsonResponse({"detail": why}, status=403, json_dumps_params={"ensure_ascii": False})
    return redirect(page)
