from __future__ import annotations

import copy
import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from supervision.ground import files
from supervision.ground.errors import RuleViolation, StaleEdit
from supervision.ground.people import OfficialRequest

from .. import removal
from ..acts import perform
from ..calls import given
from ..verbs import EDIT
from . import sent
from .base import DeskView
from .detail import shown_files


class FormView(DeskView):
    """What recording, correcting and the steps have in common: nothing typed is ever lost."""

    template = "desk/form.html"

    def page(self, form: Any, *, record: models.Model | None = None, stale: str = "", **more: Any) -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "record": record,
            "stale": stale,
            "list_url": self.register.url(),
            "files": removal.offered(record, shown_files(record), form, self.request.post) if record else [],
            "back_url": self.register.url("detail", record.pk) if record else self.back_url(),
            **self.words(record),
            **more,
        }
        return render(self.request, self.template, told, status=422 if form.errors or stale else 200)

    def words(self, record: models.Model | None) -> dict[str, Any]:
        """The title, and the office's word for handing in; a register without drafts has that one button only."""
        direct = self.register.direct
        if direct:
            return {"title": direct.title, "submit_label": direct.label, "no_draft": True}
        return {"submit_label": given(self.register.verb_named("submit")).label}

    def stale_page(self, form: Any, pk: int, late: StaleEdit) -> HttpResponse:
        """Somebody else was faster: told, with a link to the record as it is now, and saved at the second try."""
        fresh = self.find(pk)
        return self.page(form.offered_again(fresh), record=fresh, stale=str(late))

    def attach(self, record: models.Model, form: Any) -> None:
        for purpose, uploads in form.uploads:
            files.attach(uploads, to=record, by=self.request.post, purpose=purpose)

    def take_off(self, record: Any, form: Any) -> None:
        """What was ticked on the form, before what was chosen instead is added."""
        given = form.cleaned_data
        if keys := given.get(files.TAKEN_OFF):
            why = given.get(files.TAKEN_OFF_WHY, "")
            files.remove(record, keys, by=self.request.post, version=record.version, why=why)

    def done(self, record: models.Model, submitted: bool) -> HttpResponse:
        handed_in = self.register.direct or (self.register.verb_named("submit") if submitted else None)
        messages.success(self.request, handed_in.said(record) if handed_in else f"{record} 已保存。")
        return redirect(self.register.url("detail", record.pk))


class NewView(FormView):
    perm = "add"

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self.page(self.register.new_form(post=request.post, initial=request.GET.dict()))

    def post(self, request: OfficialRequest) -> HttpResponse:
        form = self.register.new_form(request.POST, request.FILES, post=request.post)
        key = key_of(request)
        if key and (known := self._known(key)):
            return self._again(known)
        sent.remember(request, key)
        submit = "submit" in request.POST
        if not form.is_valid():
            return self.page(told_all(form, submit))
        asked = {} if self.register.direct else {"submit": submit}
        try:
            with transaction.atomic():
                record = given(self.register.create)(by=request.post, client_key=key, **asked, **form.values)
                self.attach(record, form)
        except RuleViolation as refused:
            form.refuse_all(refused.faults)
            return self.page(form)
        except IntegrityError:
            # The other half of a double click was faster.
            if key and (known := self._known(key)):
                return redirect(self.register.url("detail", known.pk))
            raise
        return self.done(record, submit)

    def _known(self, key: Any) -> Any:
        if not hasattr(self.register.model, "client_key"):
            return None
        return self.register.rows(self.request.post).filter(client_key=key).first()

    def _again(self, known: Any) -> HttpResponse:
        """A second click changes nothing. Who went back and corrected the page goes on with that on the record."""
        url = self.register.url("detail", known.pk)
        if sent.is_repeat(self.request, known.client_key):
            return redirect(url)
        if self.register.edit is None or self.register.why_not(EDIT, known, self.request.post):
            messages.warning(self.request, f"{known} 已提交过，刚才在表上的改动没有写入。")
            return redirect(url)
        view = EditView(register=self.register)
        view.setup(self.request, pk=known.pk)
        form = view._form(known, self.request.POST, self.request.FILES).offered_again(known)
        said = "这张表已经保存过。您后来的改动都在下面，请核对后再保存一次。"
        return view.page(form, record=known, stale=said, action=self.register.url("edit", known.pk))


class EditView(FormView):
    perm = "change"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        if refused := self.register.why_not(EDIT, record, request.post):
            messages.error(request, refused)
            return redirect(self.register.url("detail", pk))
        return self.page(self._form(record), record=record)

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        form = self._form(record, request.POST, request.FILES)
        if not form.is_valid():
            return self.page(told_all(form, "submit" in request.POST), record=record)
        try:
            self._save(record, form, form.cleaned_data["version"])
        except StaleEdit as late:
            return self.stale_page(form, pk, late)
        except RuleViolation as refused:
            form.refuse_all(refused.faults)
            return self.page(form, record=self.find(pk))
        return self.done(record, "submit" in request.POST)

    def _save(self, record: models.Model, form: Any, version: int | None) -> None:
        with transaction.atomic():
            edit = given(self.register.edit)
            saved: Any = edit(record, by=self.request.post, version=version, **form.values) or record
            self.take_off(saved, form)
            self.attach(saved, form)
            if "submit" in self.request.POST:
                submit = given(self.register.verb_named("submit"))
                perform(submit, saved, by=self.request.post, version=saved.version)

    def _form(self, record: models.Model, *data: Any) -> Any:
        kind = self.register.form_class
        given: dict[str, Any] = {"initial": {**kind.initial_of(record), "version": getattr(record, "version", None)}}
        if hasattr(kind, "_meta"):
            given["instance"] = copy.deepcopy(record)  # the form fills it in; the service must see the stored one
        form = self.register.new_form(*data, record=record, post=self.request.post, **given)
        removal.ask(form, record)
        return form


def told_all(form: Any, submit: bool) -> Any:
    """A form that cannot even be read is told at once what a submission would be refused for as well."""
    if submit:
        form.refuse_all(form.faults())
    return form


def key_of(request: OfficialRequest) -> uuid.UUID | None:
    """The key the page was given; a mangled one is as good as none."""
    try:
        return uuid.UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None
