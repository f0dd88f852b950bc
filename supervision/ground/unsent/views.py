from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground.errors import Forbidden
from supervision.ground.people import OfficialRequest

from . import aside
from .middleware import by_script, refuse
from .whose import FIELD, device_key, read, tag_of

DEVICE = re.compile(r"[0-9a-f]{32}")


@require_safe
def listed(request: OfficialRequest) -> HttpResponse:
    """What is waiting to be sent: put aside here, and (by the script) on this device. Also asked before one leaves."""
    told = {"papers": aside.all_of(request.user.pk), "leaving": "leaving" in request.GET}
    return render(request, "supervision/unsent.html", told)


@require_POST
def drop(request: OfficialRequest) -> HttpResponse:
    _in_post(request)
    aside.drop(request.user.pk, request.POST.get("paper", ""))
    messages.success(request, "已丢弃。")
    return redirect("supervision:unsent")


@require_safe
def key(request: OfficialRequest) -> HttpResponse:
    """The key of this person on this device, for the page that keeps what is typed."""
    _in_post(request)
    device = request.GET.get("device", "")
    if not DEVICE.fullmatch(device):
        raise Http404("没有说明是哪台设备。")
    return JsonResponse({"who": tag_of(request.user.pk), "key": device_key(request.user, device)})


def _in_post(request: OfficialRequest) -> None:
    if not request.post:
        raise Forbidden("您的账号目前没有在任岗位，请联系管理员。")


def csrf_failure(request: OfficialRequest, reason: str = "") -> HttpResponse:
    """The page was opened under an earlier log-in. A script gets a fresh token and sends again by itself; without one
    the same content is offered to be sent again. What another site sent is not.
    """
    if by_script(request):
        return JsonResponse({"token": get_token(request)}, status=403)
    holder = read(request.POST.get(FIELD, ""))
    paper = aside.of(request) if holder and aside.from_here(request) else None
    if paper and holder and request.user.is_authenticated and holder.user != request.user.pk:
        return refuse(request, holder)
    return render(request, "403_csrf.html", {"paper": paper}, status=403)
