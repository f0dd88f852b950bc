"""The search box of links, linking, and ending a link: three addresses for all registers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views import View

from supervision.ground import kinds
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require
from supervision.ground.records import State

from .. import linked, services
from ..fields import key_in
from ..registry import REGISTERS, Register
from ..searching import matching
from ..texts import asked

MOST = 20


def _register(name: str) -> Register:
    if name not in REGISTERS or not linked.partners(REGISTERS[name]):
        raise Http404("没有这个台账。")
    return REGISTERS[name]


def _find(register: Register, request: OfficialRequest, key: Any) -> Any:
    require(request.post, register.perm("view"))
    row = register.to_judge(request.post).filter(pk=key_in(key)).first()
    if row is None:
        raise Http404("没有找到这条记录，或它不在您的范围内。")
    return row


class LinkSearch(View):
    """What the search box offers: rows of a register in the post's scope; unasked those about the record's subject."""

    def get(self, request: OfficialRequest) -> JsonResponse:
        register, word = _register(asked(request.GET, "of")), asked(request.GET)
        require(request.post, register.perm("view"))
        rows = linked.rows_of(register, request.post).exclude(state=State.VOID)
        if word:
            number, where = kinds.codes.read(word), register.look_in(request.post).by_name
            prefix = f"{register.model.PREFIX}-"  # type: ignore[attr-defined]
            found = {"number__startswith": number} if number.startswith(prefix) else {}
            rows = rows.filter(**found) if found else rows.filter(matching(where, register.model, request.post, word))
        elif subject := key_in(asked(request.GET, "subject")):
            rows = rows.filter(**{register.model.SUBJECT_PATH or "pk": subject})  # type: ignore[attr-defined]
        found_rows = rows.order_by(f"-{register.model.DATE_FIELD}", "-pk")[:MOST]  # type: ignore[attr-defined]
        return JsonResponse({"results": [{"id": row.pk, "text": linked.said(row)} for row in found_rows]})


class LinkAdd(View):
    """This record and the one chosen belong together."""

    def post(self, request: OfficialRequest) -> HttpResponse:
        register, other = _register(asked(request.POST, "of")), _register(asked(request.POST, "to"))
        record = _find(register, request, request.POST.get("record"))
        if other not in linked.partners(register):
            raise Http404("这两个台账不相关联。")
        try:
            require(request.post, other.perm("view"))
            if refused := linked.why_not(register, other, request.post):
                raise RuleViolation(refused)
            [row] = linked.chosen(other, request.post, [request.POST.get("other")])
            made = services.link(record, row, by=request.post)
            said = f"已关联{other.title or other.label} {row.number}。" if made else "这两条记录已经关联。"
            messages.success(request, said)
        except RuleViolation as wrong:
            messages.error(request, str(wrong))
        return redirect(f"{register.url('detail', record.pk)}#links")


class LinkEnd(View):
    """They do not: the link ends, and who ended it stays."""

    def post(self, request: OfficialRequest) -> HttpResponse:
        register, other = _register(asked(request.POST, "of")), _register(asked(request.POST, "to"))
        record = _find(register, request, request.POST.get("record"))
        row = linked.between(record, other, key_in(request.POST.get("link")))
        if row is None:
            raise Http404("没有这条关联。")
        link, key = row
        far = _find(other, request, key)
        if refused := linked.why_not(register, other, request.post):
            messages.error(request, refused)
        else:
            services.end_link(link, record, far, by=request.post)
            messages.success(request, f"已取消与 {far.number} 的关联。")
        return redirect(f"{register.url('detail', record.pk)}#links")
