from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from supervision.people import Post, require


def require_post(request: HttpRequest, perm: str) -> Post:
    """The post in use, if it may do this: the first line of every page of this room."""
    if not request.post:
        raise PermissionDenied("您的账号目前没有在任岗位，请联系管理员。")
    require(request.post, perm)
    return request.post
