from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from supervision.ground import acts as kept_acts
from supervision.ground import records
from supervision.ground.errors import RuleViolation, StaleEdit, Unversioned
from supervision.ground.people import OfficialRequest

from ..acts import Verb, perform
from ..telling import tell_returned, what_changed
from ..texts import typed
from .detail import DetailView


class ActView(DetailView):
    """One verb on one record, by POST, on the version that was on the screen."""

    http_method_names = ["post"]

    def post(self, request: OfficialRequest, pk: int, verb: str) -> HttpResponse:
        asked = self.register.verb_named(verb)
        if asked is None:
            raise Http404("没有这项操作。")
        record = self.find(pk)
        self.demand(asked.right)
        why = request.POST.get("why", "").replace("\0", "")
        try:
            why = typed(request.POST, "why", lines=True)
            self._call(asked, record, why)
        except Unversioned:
            return self._refused(pk, asked, why, f"“{asked.label}”没有办理：没有收到记录的版本号，请核对后再办一次。")
        except StaleEdit:
            if self._just_done(pk, asked, why):
                return redirect(self.register.url("detail", pk))
            changed = what_changed(request, self.find(pk), request.POST.get("version"))
            return self._refused(pk, asked, why, f"“{asked.label}”没有办理：{changed}，请核对最新内容。")
        except RuleViolation as refused:
            return self._refused(pk, asked, why, str(refused))
        messages.success(request, asked.said(record))
        return redirect(self.register.url("detail", pk))

    def _call(self, verb: Verb, record: Any, why: str) -> None:
        reason: dict[str, Any] = {"why": why} if verb.needs_reason else {}
        with transaction.atomic():
            perform(verb, record, by=self.request.post, version=self.request.POST.get("version"), **reason)
            if verb.name == "return":
                tell_returned(self.register, record, by=self.request.post)

    def _just_done(self, pk: int, verb: Verb, why: str) -> bool:
        """A second click on the same page: the last that was done with the record is this, by the same person. The
        first click has said so; "changed by somebody else" would be wrong.
        """
        last = kept_acts.on_record(self.find(pk)).first()
        if last is None or last.user_id != self.request.post.user_id or last.kind != records.KINDS.get(verb.name):
            return False
        return not verb.needs_reason or last.why == why.strip()

    def _refused(self, pk: int, verb: Verb, why: str, message: str) -> HttpResponse:
        """The page as it is now, what was typed kept, the sentence beside it: at the second try it can be done."""
        refused = {"name": verb.name, "error": message, "why": why, "open": True}
        told = self.context(self.find(pk), refused=refused)
        if not any(action.get("error") and action["needs_reason"] for action in told["actions"]):
            messages.error(self.request, message)
        return render(self.request, "desk/detail.html", told, status=422)
