from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest

from ..acts import Step, perform
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
        form = self.step.form(request.POST, request.FILES, post=request.post)
        if "restore" in request.POST or not form.is_valid():
            return self.page(form, record=record)
        try:
            reached = self.take(record, form)
        except StaleEdit as late:
            return self.stale_page(form, pk, late)
        except RuleViolation as refused:
            form.refuse_all(refused.faults)
            return self.page(form, record=self.find(pk))
        messages.success(request, self.step.said(reached))
        return redirect(self.register.url("detail", reached.pk))

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
        with transaction.atomic():
            version = form.cleaned_data["version"]
            done = perform(self.step, record, by=self.request.post, version=version, **form.values)
            self.attach(record, form)
        return done if isinstance(done, self.register.model) else record

    def words(self, record: Any) -> dict[str, Any]:
        label = self.step.label
        return {"title": f"{label}：{record}", "here": label, "submit_label": label, "no_draft": True}
