from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .models import Post
from .request import OfficialRequest

SESSION_KEY = "post"


def post_in_use(request: OfficialRequest) -> Post | None:
    """The session's post while it is in force, else the person's first one; None for a person without any."""
    if not request.user.is_authenticated:
        return None
    posts = list(Post.objects.with_place().in_force().filter(user=request.user))
    request.posts = posts
    chosen = request.session.get(SESSION_KEY)
    post = next((p for p in posts if p.pk == chosen), posts[0] if posts else None)
    if post and chosen and post.pk != chosen:  # said once: from now on it is another county's work, perhaps
        request.session[SESSION_KEY] = post.pk
        messages.warning(request, f"原来的岗位已到期，现在以“{post}”办理。", fail_silently=True)
    return post


class PostMiddleware:
    """Puts `request.post` there, looked up at its first use (public pages never ask)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: OfficialRequest) -> HttpResponse:
        post: Any = SimpleLazyObject(lambda: post_in_use(request))
        request.post = post
        return self.get_response(request)
