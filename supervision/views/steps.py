from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from supervision import files
from supervision.desk import Register
from supervision.errors import RuleViolation, StaleEdit
from supervision.tables.steps import Step

from .door import require_post


class StepView(View):
    """The page of one step of a rectification or a case: its few fields, the photos, the service."""

    register: Register = None  # given by the urls
    steps: dict[str, Step] = {}

    def dispatch(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        asked = self.steps.get(step)
        if asked is None:
            raise Http404("没有这项操作。")
        require_post(request, asked.perm)
        record = self.register.rows(request.post).visible_or_404(request.post, pk=pk)
        return super().dispatch(request, record, asked)

    def get(self, request: HttpRequest, record: Any, step: Step) -> HttpResponse:
        if not step.when(record):
            messages.error(request, f"这条记录现在不能{step.label}。")
            return redirect(self.register.url("detail", record.pk))
        return self._page(record, step, step.form(post=request.post, initial={"version": record.version}))

    def post(self, request: HttpRequest, record: Any, step: Step) -> HttpResponse:
        form = step.form(request.POST, request.FILES, post=request.post)
        if not form.is_valid():
            return self._page(record, step, form)
        try:
            if form.cleaned_data.get("version") != record.version:
                raise StaleEdit
            self._take(record, step, form)
        except StaleEdit as late:
            return self._page(record, step, form, stale=str(late))
        except RuleViolation as refused:
            form.refuse(str(refused), refused.field)
            return self._page(record, step, form)
        messages.success(request, f"{record} 已办理：{step.label}。")
        return redirect(self.register.url("detail", record.pk))

    def _take(self, record: Any, step: Step, form: Any) -> None:
        with transaction.atomic():
            step.call(record, by=self.request.post, **form.values)
            for purpose, uploads in form.uploads:
                files.attach(uploads, to=record, by=self.request.post, purpose=purpose)

    def _page(self, record: Any, step: Step, form: Any, *, stale: str = "") -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "title": f"{step.label} · {record}",
            "back_url": self.register.url("detail", record.pk),
            "no_draft": True,
            "submit_label": step.label,
            "stale": stale,
        }
        return render(self.request, "desk/form.html", told, status=422 if form.errors or stale else 200)
