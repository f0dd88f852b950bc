"""Renewal and ending of one certificate: two small forms with dates, beside the desk's buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supervision.desk.views.base import DeskView
from supervision.errors import RuleViolation, StaleEdit

from .. import services
from ..forms import EndForm, RenewForm
from ..models import Certification


class LifeView(DeskView):
    """GET shows the form, POST does it on the version that was on the screen; nothing typed is lost."""

    form: type[forms.Form]
    title = submit_label = ""
    call: Callable[..., Certification]  # (record, given): what the form does

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        return self.page(record, self.form(initial={"version": record.version}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(record, form)
        given = form.cleaned_data
        try:
            if given.pop("version") != record.version:
                raise StaleEdit
            done = self.call(record, given)
        except RuleViolation as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return self.page(record, form)
        messages.success(request, f"{done} 已{self.submit_label}。")
        return redirect(self.register.url("detail", done.pk))

    def page(self, record: Certification, form: forms.Form) -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "record": record,
            "title": f"{self.title}：{record}",
            "back_url": self.register.url("detail", record.pk),
            "no_draft": True,
            "submit_label": self.submit_label,
        }
        return render(self.request, "desk/form.html", told, status=422 if form.errors else 200)


class RenewView(LifeView):
    perm, form, title, submit_label = "renew", RenewForm, "登记续展", "登记续展"

    def call(self, record: Certification, given: dict[str, Any]) -> Certification:
        return services.renew(record, by=self.request.post, **given)


class EndView(LifeView):
    perm, form, title, submit_label = "withdraw", EndForm, "登记退出", "登记退出"

    def call(self, record: Certification, given: dict[str, Any]) -> Certification:
        return services.withdraw(record, by=self.request.post, **given)
