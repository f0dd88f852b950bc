from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supervision.errors import Forbidden, RuleViolation, StaleEdit

from ..registry import Verb
from .detail import DetailView


class ActView(DetailView):
    """One verb on one record, by POST, on the version that was on the screen."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        asked = next((v for v in self.register.verbs if v.name == verb), None)
        if asked is None:
            raise Http404("没有这项操作。")
        record = self.find(pk)
        if not self.may(asked.perm or asked.name):
            raise Forbidden(f"“{request.post.get_role_display()}”岗位没有此操作的权限。")
        why = request.POST.get("why", "").replace("\0", "")
        try:
            self._call(asked, record, why)
        except StaleEdit:
            messages.error(request, f"没有{asked.label}：这条记录已被他人修改，请核对下面的最新内容后再办理。")
            return redirect(self.register.url("detail", pk))
        except RuleViolation as refused:
            return self._refused(pk, asked, why, str(refused))
        messages.success(request, f"{record} 已{asked.label}。")
        return redirect(self.register.url("detail", pk))

    def _call(self, verb: Verb, record: Any, why: str) -> None:
        seen = self.request.POST.get("version", "")
        if hasattr(record, "version") and seen != str(record.version):
            raise StaleEdit
        if verb.states and getattr(record, "state", None) not in verb.states:
            raise RuleViolation(f"{record.get_state_display()}的记录不能{verb.label}。")
        reason = {"why": why} if verb.needs_reason else {}
        verb.call(record, by=self.request.post, **reason)

    def _refused(self, pk: int, verb: Verb, why: str, message: str) -> HttpResponse:
        """The page again, what was typed kept, the sentence beside it."""
        if not verb.needs_reason:
            messages.error(self.request, message)
        refused = {"name": verb.name, "error": message, "why": why, "open": True}
        return render(self.request, "desk/detail.html", self.context(self.find(pk), refused=refused), status=422)
