from __future__ import annotations

import copy
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render

from supervision.ground import files, history, records, sent
from supervision.ground.errors import RuleViolation, StaleEdit, Unversioned
from supervision.ground.people import OfficialRequest
from supervision.ground.sent import Given, How, SentBefore

from .. import merging, removal, services
from ..acts import perform
from ..calls import given
from ..contents import content_of, matter_of
from ..merging import Merged
from ..telling import own_doing, since_page, told_since
from ..verbs import EDIT
from . import repeated
from .base import DeskView
from .detail import shown_files

OWN_STALE = "这条记录您后来又办理过{}。您填写的内容都在，请核对后再保存。"


class FormView(DeskView):
    """What recording, correcting and the steps have in common: nothing typed is ever lost, nothing is done twice."""

    template = "desk/form.html"

    def page(self, form: Any, *, record: models.Model | None = None, status: int = 0, **more: Any) -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "record": record,
            "list_url": self.register.url(),
            "files": removal.offered(record, shown_files(record), form, self.request.post) if record else [],
            "back_url": self.register.url("detail", record.pk) if record else self.back_url(),
            **self.words(record),
            **more,
        }
        return render(self.request, self.template, told, status=status or (422 if form.errors else 200))

    def words(self, record: models.Model | None) -> dict[str, Any]:
        """The title, and the office's word for handing in; a register without drafts has that one button only."""
        direct = self.register.direct
        if direct:
            return {"title": direct.title, "submit_label": direct.label, "no_draft": True}
        return {"submit_label": given(self.register.verb_named("submit")).label}

    @property
    def submits(self) -> bool:
        return "submit" in self.request.POST

    @property
    def again(self) -> bool:
        """Whether the person has seen what is there and wants another one."""
        return sent.key_of(self.request.POST.get("again", "")) is not None

    def sending(self, form: Any, verb: str, about: int | None = None, **more: Any) -> Given:
        """What this request wants done, for `sent.once`: on this page, under its key, with this content."""
        register, content = self.register, content_of(form, () if about else self.register.content)
        # Of a correction the button counts: a draft that was saved is submitted from the same page.
        about_it = {"record": about, "submit": self.submits} if about else {}
        matter = "" if about else matter_of(form, register.matter)
        key = key_of(self.request) or uuid.uuid4()
        return Given(f"{register.key}:{verb}", key, sent.digest_of(content | about_it), matter, **more)

    def asked_again(self, form: Any, before: SentBefore, *, record: Any = None, **more: Any) -> HttpResponse:
        """The page that shows what is saved, what was typed, and the ways on."""
        told = repeated.told(self.register, form, before, by=self.request.post, submit=self.submits, **more)
        if told.get("edit_url"):
            form = form.offered_again(told["row"])  # a correction is made on the version that is shown
        return self.page(form.unjudged(), record=record, before=told, status=422)

    def attach(self, record: models.Model, form: Any) -> None:
        for purpose, uploads in form.uploads:
            files.attach(uploads, to=record, by=self.request.post, purpose=purpose)
        for model, rows in form.links:
            services.keep_links(record, model, rows, by=self.request.post)

    def take_off(self, record: Any, form: Any) -> None:
        """What was ticked on the form, before what was chosen instead is added."""
        given = form.cleaned_data
        if keys := given.get(files.TAKEN_OFF):
            why = given.get(files.TAKEN_OFF_WHY, "")
            files.remove(record, keys, by=self.request.post, version=record.version, why=why)

    def onward(self, record: models.Model) -> str:
        """Where it goes on from what was saved."""
        return self.register.url("detail", record.pk)

    def done(self, record: models.Model, submitted: bool) -> HttpResponse:
        handed_in = self.register.direct or (self.register.verb_named("submit") if submitted else None)
        messages.success(self.request, handed_in.said(record) if handed_in else f"{record} 已保存。")
        return redirect(self.onward(record))

    def bind(self, record: models.Model, *data: Any) -> Any:
        """The register's form of a record, with what was sent or without."""
        kind = self.register.form_class
        given: dict[str, Any] = {"initial": {**kind.initial_of(record), "version": getattr(record, "version", None)}}
        if hasattr(kind, "_meta"):
            given["instance"] = copy.deepcopy(record)  # the form fills it in; the service must see the stored one
        form = self.register.new_form(*data, record=record, post=self.request.post, **given)
        removal.ask(form, record)
        return form


class NewView(FormView):
    perm = "add"

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self.page(self.register.new_form(post=request.post, initial=request.GET.dict()))

    def post(self, request: OfficialRequest) -> HttpResponse:
        form = self.register.new_form(request.POST, request.FILES, post=request.post)
        if "restore" in request.POST:
            return self.page(form)
        record = None
        try:
            with sent.once(self.sending(form, "new"), by=request.post, again=self.again) as doing:
                if form.is_valid():
                    doing.ask_near()
                    record = self.make(form)
                    doing.came_to(record)
        except SentBefore as before:
            return self._before(form, before)
        except RuleViolation as refused:
            form.refuse_all(refused.faults)
            return self.page(form)
        if record is None:
            return self.page(told_all(form, self.submits))
        return self.done(record, self.submits)

    def make(self, form: Any) -> Any:
        """The record with its files. A key that somebody else has used tells nothing: this one gets another."""
        asked = {} if self.register.direct else {"submit": self.submits}
        enter = partial(given(self.register.create), by=self.request.post, **asked, **form.values)
        try:
            record = enter(client_key=key_of(self.request))
        except records.KeyTaken:
            record = enter(client_key=uuid.uuid4())
        self.attach(record, form)
        return record

    def _before(self, form: Any, before: SentBefore) -> HttpResponse:
        """A second click changes nothing and is told so; whatever else it may be is asked."""
        row, post = before.row, self.request.post
        if before.how is How.SAME and row is not None and not self._waits(row):
            messages.info(self.request, f"{row} 刚刚已保存过，没有重复记录。")
            seen = self.register.rows(post).filter(pk=row.pk).exists()
            return redirect(self.onward(row) if seen else self.register.url())
        return self.asked_again(form, before, bind=self.bind)

    def _waits(self, row: Any) -> bool:
        """Saved as a draft, and now it was to be submitted."""
        may_edit = self.register.edit is not None and not self.register.why_not(EDIT, row, self.request.post)
        return self.submits and not self.register.direct and may_edit


class EditView(FormView):
    perm = "change"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        if refused := self.register.why_not(EDIT, record, request.post):
            messages.error(request, refused)
            return redirect(self.register.url("detail", pk))
        return self.page(self.bind(record), record=record)

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        if "restore" in request.POST:
            return self.page(self.bind(record, request.POST, request.FILES), record=record)
        given = self.sending(self.bind(record, request.POST, request.FILES), "edit", about=pk)
        try:
            return self._once(given, record)
        except SentBefore as before:
            if before.how is How.SAME:
                return self._just_saved(record)
        # The same page once more with other content: who went back and corrected it corrects what he saved.
        corrected = Given(given.door, uuid.uuid5(given.key, given.digest), given.digest)
        try:
            return self._once(corrected, record, own=True)
        except SentBefore:
            return self._just_saved(record)

    def _just_saved(self, record: Any) -> HttpResponse:
        messages.info(self.request, f"{record} 刚刚已保存过，没有重复办理。")
        return redirect(self.register.url("detail", record.pk))

    def _once(self, given: Given, record: Any, *, own: bool = False) -> HttpResponse:
        merged, late = self._merged(record, own=own)
        try:
            with sent.once(given, by=self.request.post, again=True) as doing:
                if merged.form.is_valid() and not late:
                    doing.came_to(self._save(record, merged.form))
        except StaleEdit as stale:  # between our look and the write
            record = self.find(record.pk)
            merged, late = self._merged(record)[0], str(stale)
        except RuleViolation as refused:
            merged.form.refuse_all(refused.faults)
            record = self.find(record.pk)
        if late:
            return self._told(merged, record, stale=late, status=422)
        if merged.form.errors:
            told_all(merged.form, self.submits)
            return self._told(merged, record)
        return self.done(record, self.submits)

    def _merged(self, record: Any, *, own: bool = False) -> tuple[Merged, str]:
        """The form on the record as it stands, and a sentence where somebody else was faster."""
        data, uploads = self.request.POST, self.request.FILES
        version = data.get("version", "")
        if not hasattr(record, "version") or version == str(record.version):
            return merging.chosen(self.bind, data, uploads, now=record), ""
        since = since_page(record, version)
        if own and own_doing(self.request, record, version):
            mine = data.copy()
            mine["version"] = str(record.version)
            return merging.chosen(self.bind, mine, uploads, now=record), ""
        opened = history.as_of(record, int(version)) if since else None
        merged = merging.merge(self.bind, data, uploads, opened=opened, now=record)
        merged.since = since
        if not version:
            return merged, str(Unversioned())
        mine_since = own_doing(self.request, record, version)
        return merged, OWN_STALE.format(mine_since) if mine_since else str(StaleEdit())

    def _told(self, merged: Merged, record: Any, **more: Any) -> HttpResponse:
        return self.page(merged.form, record=record, merged=merged, since=told_since(merged.since), **more)

    def _save(self, record: Any, form: Any) -> models.Model:
        edit = given(self.register.edit)
        version = form.cleaned_data["version"]
        saved: Any = edit(record, by=self.request.post, version=version, **form.values) or record
        self.take_off(saved, form)
        self.attach(saved, form)
        if self.submits:
            submit = given(self.register.verb_named("submit"))
            perform(submit, saved, by=self.request.post, version=saved.version)
        return saved


def told_all(form: Any, submit: bool) -> Any:
    """A form that cannot even be read is told at once what a submission would be refused for as well."""
    if submit:
        form.refuse_all(form.faults())
    return form


def key_of(request: OfficialRequest) -> uuid.UUID | None:
    """The key of this deed: the page's, or the one under which another one was asked for."""
    return sent.key_of(request.POST.get("again", "")) or sent.key_of(request.POST.get("client_key", ""))
