from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require

from .. import kept, services
from ..fields import key_in
from ..models import SavedList
from ..registry import REGISTERS, Register


def _register(request: OfficialRequest) -> Register:
    register = REGISTERS.get(request.POST.get("register", ""))
    if register is None:
        require(request.post, "supervision.view_region")
        raise Http404("没有这个台账。")
    require(request.post, register.perm("view"))
    return register


def _back(request: OfficialRequest, register: Register) -> HttpResponse:
    query = kept.query_of(request.POST.get("query", ""))
    return redirect(f"{register.url()}?{query}" if query else register.url())


@require_POST
def keep_layout(request: OfficialRequest) -> HttpResponse:
    """Which columns, in which order; and how many rows."""
    register = _register(request)
    names = [] if "reset" in request.POST else request.POST.getlist("columns")
    # Without a script the order is told by the numbers, with one also: the rows only move.
    names.sort(key=lambda name: key_in(request.POST.get(f"at_{name}")) or 999)
    services.keep_layout(register, by=request.post, columns=names, size=key_in(request.POST.get("size")) or 0)
    return _back(request, register)


@require_POST
def keep_list(request: OfficialRequest) -> HttpResponse:
    """Conditions under a name, or one of them taken away."""
    register = _register(request)
    try:
        if dropped := key_in(request.POST.get("drop")):
            rows = SavedList.objects.visible_to(request.post).filter(pk=dropped, register=register.key)
            if not (saved := rows.first()):
                raise Http404("没有这个常用筛选。")
            services.drop_list(saved, by=request.post)
            messages.success(request, f"已删除常用筛选“{saved.name}”。")
        else:
            saved = services.keep_list(
                register,
                by=request.post,
                name=request.POST.get("name", ""),
                query=kept.query_of(request.POST.get("query", "")),
                shared=bool(request.POST.get("shared")),
            )
            messages.success(request, f"已保存常用筛选“{saved.name}”。")
    except RuleViolation as refused:
        messages.error(request, str(refused))
    return _back(request, register)
