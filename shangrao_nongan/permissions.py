"""The API is closed unless a view names its own permission, and refuses in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:  # the framework reads this file while it loads its views
    from rest_framework.views import APIView


class SignedIn(SessionAuthentication):
    """The signed-in person of the pages; the framework's own refusal of a foreign POST is in English."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise PermissionDenied("跨站请求校验没有通过，请刷新页面后再试。") from None


class Closed(BasePermission):
    message = "该接口没有开放。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return False


class InPost(BasePermission):
    """For the description of the API: it tells what the registers hold, which concerns who has a post in force."""

    message = "您没有在任岗位，不能查看接口说明。"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user.is_authenticated and getattr(request, "post", None))
