from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode

from supervision.ground.people import OfficialRequest, Post

from . import aside
from .whose import FIELD, Holder, read

SCRIPT = "X-Na-Script"  # the header of what our own script sends
OTHER_PERSON = (
    "没有保存：这张表是另一位用户登录时打开的，现在登录的是您。填写的内容只留给本人，本人登录后在“我的未提交”里能找到。"
)
OTHER_POST = "没有保存：这张表是以“{then}”打开的，现在以“{now}”办理。请先换回原来的岗位，再提交一次。"


def by_script(request: HttpRequest) -> bool:
    return SCRIPT in request.headers


class SendingMiddleware:
    """A form comes back to who opened it, and a script is told in words it can read where to go on.

    A session that ended is no log-out: what was posted without a script is put aside until the person is back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: OfficialRequest) -> HttpResponse:
        response = self.get_response(request)
        where = response.get("Location", "") if 300 <= response.status_code < 400 else ""
        if not where:
            return response
        asks_login = not request.user.is_authenticated and where.startswith(resolve_url(settings.LOGIN_URL))
        if by_script(request):
            told = JsonResponse({"login": where}, status=401) if asks_login else JsonResponse({"go": where})
            told.cookies = response.cookies
            return told
        if request.method == "POST":
            return _to_login(request, response) if asks_login else _arrived(request, response)
        return response

    def process_view(self, request: OfficialRequest, *asked: Any) -> HttpResponse | None:
        if request.method != "POST" or not (mark := request.POST.get(FIELD, "")):
            return None
        holder = read(mark)
        if holder is None or holder == Holder(request.user.pk, request.post.pk if request.post else 0):
            return None
        return refuse(request, holder)


def refuse(request: OfficialRequest, holder: Holder) -> HttpResponse:
    """Opened by another person, or in another post: nothing is saved in the wrong name, and nothing is lost."""
    mine = holder.user == request.user.pk
    sentence = _other_post(request, holder) if mine else OTHER_PERSON
    if by_script(request):
        return JsonResponse({"sentence": sentence}, status=409)
    if paper := aside.of(request):
        aside.put(paper, holder.user)
    return render(request, "supervision/unsent_refused.html", {"sentence": sentence, "mine": mine}, status=409)


def _other_post(request: OfficialRequest, holder: Holder) -> str:
    then = Post.objects.with_place().filter(pk=holder.post).first()
    return OTHER_POST.format(then=_named(then), now=_named(request.post))


def _named(post: Post | None) -> str:
    return f"{post.organisation.name} · {post.get_role_display()}" if post else "没有岗位"


def _to_login(request: OfficialRequest, response: HttpResponse) -> HttpResponse:
    holder, paper = read(request.POST.get(FIELD, "")), aside.of(request)
    if holder is None or paper is None:
        return response
    aside.put(paper, holder.user)
    messages.warning(request, "登录已过期，刚才填写的内容已暂存。请重新登录，登录后接着提交。")
    after = urlencode({"next": reverse("supervision:unsent")})
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{after}")


def _arrived(request: OfficialRequest, response: HttpResponse) -> HttpResponse:
    if FIELD in request.POST and request.user.is_authenticated:
        aside.settle(request.user.pk, request.POST)
    return response


def let_go(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """At a log-out: who throws away what waits on the device throws away what was put aside here as well."""
    if user is not None and request.POST.get("drop"):
        aside.drop_all(user.pk)
