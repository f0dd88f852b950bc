"""Pages the desk has no form for: the first report, and the steps that ask for more than a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supervision.desk.views.form import FormView, NewView
from supervision.errors import RuleViolation, StaleEdit

from . import services
from .forms import IncidentReportForm, LevelForm, SupplementForm
from .models import Incident
from .tables import INCIDENTS
from .vocabulary import ReportKind


class FirstReportView(NewView):
    """No draft: what is known is reported now, the rest follows."""

    register = INCIDENTS

    def page(self, form: Any, *, record: models.Model | None = None, stale: str = "") -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "title": "突发事件初报",
            "back_url": self.back_url(),
            "no_draft": True,
            "submit_label": "立即上报",
        }
        return render(self.request, "emergency/form.html", told, status=422 if form.errors else 200)


class StepView(FormView):
    """One step of one incident with a form of its own; what was typed stays when a rule refuses."""

    register = INCIDENTS
    form: type
    title = ""
    label = ""
    said = ""
    call: Callable[..., None]  # (incident, form): what the step does

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        incident = self.find(pk)
        return self.step(self.form(post=request.post, initial=self.initial(incident)), incident)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        incident = self.find(pk)
        form = self.form(request.POST, request.FILES, post=request.post)
        if not form.is_valid():
            return self.step(form, incident)
        try:
            with transaction.atomic():
                self.call(incident, form)
                self.attach(incident, form)
        except StaleEdit as late:
            return self.step(form, self.find(pk), stale=str(late))
        except RuleViolation as refused:
            form.refuse(str(refused), refused.field)
            return self.step(form, self.find(pk))
        messages.success(request, self.said)
        return redirect(INCIDENTS.url("detail", pk))

    def step(self, form: Any, incident: Incident, stale: str = "") -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "record": incident,
            "title": f"{self.title}：{incident}",
            "stale": stale,
            "back_url": INCIDENTS.url("detail", incident.pk),
            "no_draft": True,
            "submit_label": self.label,
        }
        return render(self.request, "emergency/form.html", told, status=422 if form.errors or stale else 200)

    def initial(self, incident: Incident) -> dict[str, Any]:
        return {"version": incident.version}


class ReportStep(StepView):
    perm = "report"
    form = IncidentReportForm
    title, label, said = "上报", "上报", "已上报。"

    def initial(self, incident: Incident) -> dict[str, Any]:
        given = incident.reports.exists()
        return {"kind": ReportKind.FOLLOW if given else ReportKind.FIRST}

    def call(self, incident: Incident, form: Any) -> None:
        services.add_report(incident, by=self.request.post, **form.values)


class LevelStep(StepView):
    perm = "level"
    form = LevelForm
    title, label, said = "定级", "确定级别", "已定级。"

    def initial(self, incident: Incident) -> dict[str, Any]:
        return {"level": incident.level or incident.suggested, "version": incident.version}

    def call(self, incident: Incident, form: Any) -> None:
        if form.cleaned_data.get("version") != incident.version:
            raise StaleEdit
        services.decide_level(incident, by=self.request.post, **form.values)


class SupplementStep(StepView):
    perm = "change"
    form = SupplementForm
    title, label, said = "补充情况", "保存", "已补充。"

    def initial(self, incident: Incident) -> dict[str, Any]:
        return {**SupplementForm.initial_of(incident), "version": incident.version}

    def call(self, incident: Incident, form: Any) -> None:
        values = form.values
        values["region"] = values["region"] or incident.region
        version = form.cleaned_data.get("version")
        if version is None:
            raise StaleEdit
        services.supplement(incident, by=self.request.post, version=version, **values)
