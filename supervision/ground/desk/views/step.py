from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from supervision.ground import sent
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest
from supervision.ground.sent import How, SentBefore

from ..acts import Step, perform
from ..telling import since_page, told_since
from .form import FormView


class StepView(FormView):
    """One step of one record, on the version that was on the screen."""

    step: Step  # the one the address names

    def get(self, request: OfficialRequest, pk: int, step: str) -> HttpResponse:
        record = self.asked(step, pk)
        if refused := self.register.why_not(self.step, record, request.post):
            messages.error(request, f"“{self.step.label}”没有办理：{refused}")
            return redirect(self.register.url("detail", pk))
        given = {**self.step.initial(record), "version": record.version}
        return self.page(self.step.form(post=request.post, initial=given), record=record)

    def post(self, request: OfficialRequest, pk: int, step: str) -> HttpResponse:
        record = self.asked(step, pk)
        given = self.step.initial(record)  # what stood in the form: choices keep it, and what was not sent is known
        form, reached = self.step.form(request.POST, request.FILES, post=request.post, initial=given), None
        if "restore" in request.POST:
            return self.page(form, record=record)
        try:
            with sent.once(self.sending(form, step, about=pk), by=request.post, again=self.again) as doing:
                if form.is_valid():
                    reached = self.take(record, form)
                    doing.came_to(reached)
        except SentBefore as before:
            return self.before(form, record, before)
        except StaleEdit as late:
            return self.stale_page(form, pk, late)
        except RuleViolation as refused:
            form.refuse_all(refused.faults)
            return self.page(form, record=self.find(pk))
        if reached is None:
            return self.page(form, record=record)
        messages.success(request, self.step.said(reached))
        return redirect(self.onward(reached))

    def before(self, form: Any, record: Any, before: SentBefore) -> HttpResponse:
        """A second click is told what the first has done; another report on the same matter is asked about."""
        if before.how is How.SAME:
            row = before.row or record
            messages.info(self.request, f"“{self.step.label}”刚刚已办理，没有重复办理。")
            return redirect(self.onward(row))
        may = not self.register.why_not(self.step, record, self.request.post)
        return self.asked_again(form.offered_again(record), before, record=record, step=self.step.label, may_again=may)

    def stale_page(self, form: Any, pk: int, late: StaleEdit) -> HttpResponse:
        """Somebody else was faster: told who and with what, and done at the second try."""
        fresh = self.find(pk)
        form.initial = self.step.initial(fresh)  # for a form that follows where nothing was typed over
        since = since_page(fresh, form.data.get("version"))
        return self.page(
            form.offered_again(fresh), record=fresh, stale=str(late), since=told_since(since), step=True, status=422
        )

    def asked(self, name: str, pk: int) -> Any:
        """The record, after the step and the right to it: whoever may not is refused before anything is looked up."""
        found = self.register.step_named(name)
        if found is None:
            raise Http404("没有这项操作。")
        self.demand(found.right)
        self.step = found
        return self.find(pk)

    def take(self, record: Any, form: Any) -> models.Model:
        """Do it, files included; the record it led to."""
        version = form.cleaned_data["version"]
        done = perform(self.step, record, by=self.request.post, version=version, **form.values)
        self.attach(record, form)
        return done if isinstance(done, self.register.model) else record

    def words(self, record: Any) -> dict[str, Any]:
        label = self.step.label
        return {"title": f"{label}：{record}", "here": label, "submit_label": label, "no_draft": True}
