"""What every page is given behind the middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from .models import Post, User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class OfficialRequest(HttpRequest):
    """A request of somebody signed in. `post` is the post in use; for a person without one it is empty (false), and
    `require` refuses it before anything is looked up.
    """

    user: User
    post: Post
    posts: list[Post]  # all that the person holds today; there once `post` was asked for
    htmx: HtmxDetails
