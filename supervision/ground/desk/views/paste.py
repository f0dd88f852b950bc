from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from .. import pasting, picking
from ..fields import key_in
from ..texts import typed
from .base import DeskView

LONGEST = 40_000


class PasteView(DeskView):
    """粘贴名单: a list of names or codes becomes a selection; what names nobody, or several, is asked about first."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self.page("")

    def post(self, request: OfficialRequest) -> HttpResponse:
        written = request.POST.get("names", "")[:LONGEST].replace("\0", "")
        try:
            asked = pasting.read(typed(request.POST, "names", lines=True)[:LONGEST])
            chosen = {one: pk for one in asked if (pk := key_in(request.POST.get(f"line_{pasting.key_of(one)}")))}
            pasted = pasting.match(request.post, asked, chosen)
            if pasted.open and "go" not in request.POST:
                return self.page(written, pasted=pasted)
            if not pasted.found:
                raise RuleViolation("没有找到名单里的监管对象，请核对名称，或从下面选择。", field="names")
            made = picking.pick_pasted(self.register, [one.pk for one in pasted.found], by=request.post)
        except RuleViolation as refused:
            return self.page(written, status=422, error=str(refused))
        left = (
            f"，未列入 {len(pasted.open)} 个：{'、'.join(line.text for line in pasted.open[:20])}"
            if pasted.open
            else ""
        )
        messages.success(request, f"名单已生成，共 {len(made.ids)} 家{left}。")
        return redirect(f"{self.register.url()}?picked={made.pk}")

    def page(self, written: str, *, status: int = 200, error: str = "", pasted: Any = None) -> HttpResponse:
        told = {
            "register": self.register,
            "written": written,
            "error": error,
            "pasted": pasted,
            "most": pasting.MOST,
            "back_url": self.register.url(),
        }
        return render(self.request, "desk/paste.html", told, status=status)
