from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from supervision.ground import kinds, sent
from supervision.ground.entry import asks_why_late
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from .. import importing, reviewers, template, workbook
from ..boxes import TextBox
from ..checking import asked_of
from ..forms import PlainForm
from ..models import ACCEPTS, BatchState, ImportBatch
from ..texts import typed
from .base import DeskView
from .review import review_of

PEOPLE = ("made_by__user", "made_by__organisation__region", "imported_by__user", "undone_by__user", "reviewed_by__user")
LISTED = 200  # bad cells on the page; all of them are in the marked file


class UploadForm(PlainForm):
    file = forms.FileField(
        label="Excel 文件",
        help_text="用上面的模板填写，也可以是自己的表或导出后改过的表。.xlsx、.xls 或 .csv，不超过 20 MB。",
        error_messages={"required": "请选择要导入的文件。", "empty": "这个文件是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsm,.csv"}),
    )
    # one upload is one batch, however often the button is pressed
    client_key = TextBox(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class LateForm(UploadForm):
    """For registers that ask why something is entered late: one reason for a whole file of old records."""

    late_why = TextBox(
        label="历史补录原因",
        required=False,
        max_length=200,
        help_text="整张表是以前的数据（历史补录）才填，写入每一条早于登记期限的记录。",
    )


class ImportView(DeskView):
    perm = "import"

    def find_batch(self, pk: int, *, own: bool = True) -> ImportBatch:
        """One of the unit's own; its page is also for those who take the rows over."""
        rows = ImportBatch.objects.visible_to(self.request.post).filter(register=self.register.key, pk=pk)
        if own:
            rows = rows.filter(made_by__organisation_id=self.request.post.organisation_id)
        batch = rows.select_related(*PEOPLE).first()
        if batch is None:
            raise Http404("没有找到这次导入。")
        return batch

    def workbook(self, content: bytes, name: str) -> HttpResponse:
        headers = {"Content-Disposition": content_disposition_header(True, kinds.masks.masked(name))}
        return HttpResponse(content, content_type=workbook.CONTENT_TYPE, headers=headers)


class UploadView(ImportView):
    """First step: the template, and the filled-in file for a dry run."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self._page(self._form())

    def post(self, request: OfficialRequest) -> HttpResponse:
        held = request.POST.get("held", "")
        form = self._form(request.POST, request.FILES)
        try:
            if held.isdecimal() and len(held) < 19:
                return self._to(self._once_more(self.find_batch(int(held))))
            if not form.is_valid():
                return self._page(form)
            given = form.cleaned_data
            return self._to(self._taken_in(given["file"], given.get("late_why", "")))
        except sent.SentBefore as before:
            return self._before(before)
        except RuleViolation as refused:
            form.add_error("file", str(refused))
            return self._page(form)

    def _taken_in(self, file: UploadedFile[Any], late_why: str = "") -> ImportBatch:
        told = {"file": file, "late_why": late_why} if late_why else {"file": file}
        sending = self._sending(told)
        # Looked at before: whoever sends holds up everything else that he sends.
        seen = importing.open_upload(self.register, file, by=self.request.post, late_why=late_why)
        with sent.once(sending, by=self.request.post) as doing:
            batch = importing.put_down(seen, by=self.request.post)
            doing.came_to(batch)
        return batch

    def _once_more(self, batch: ImportBatch) -> ImportBatch:
        """The file that is here already, looked at anew, because the person wants it imported again."""
        seen = importing.see_again(batch, by=self.request.post)
        with sent.once(self._sending({"batch": batch.pk}), by=self.request.post, again=True) as doing:
            fresh = importing.put_down(seen, by=self.request.post)
            doing.came_to(fresh)
        return fresh

    def _sending(self, content: dict[str, Any]) -> sent.Given:
        """One file is asked about as long as it is remembered, not for ten minutes only."""
        key = sent.key_of(self.request.POST.get("client_key", "")) or uuid.uuid4()
        return sent.Given(f"{self.register.key}:import", key, sent.digest_of(content), within=sent.KEPT)

    def _before(self, before: sent.SentBefore) -> HttpResponse:
        """A second click, or a file not yet confirmed, goes on where it is; an imported one is asked about."""
        batch = before.row
        if batch is None:  # thrown away since; the page's key stands for it, so the next try is another deed
            messages.warning(self.request, "上次上传的这个文件已不在系统里，请重新选择文件上传。")
            return redirect(self.register.url("import"))
        if before.how is sent.How.SAME or batch.state in (BatchState.CHECKING, BatchState.CHECKED):
            messages.info(self.request, "同一文件刚刚已上传过，下面就是它的检查结果。")
            return self._to(batch)
        return self._page(self._form(), known=batch, status=422)

    def _to(self, batch: ImportBatch) -> HttpResponse:
        return redirect(self.register.url("import-batch", batch.pk))

    def _form(self, *data: Any) -> UploadForm:
        return (LateForm if asks_why_late(self.register.model) else UploadForm)(*data)

    def _page(self, form: UploadForm, *, known: ImportBatch | None = None, status: int = 0) -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "template_url": self.register.url("import-template"),
            "back_url": self.back_url(),
            "known": known,
            "known_url": self.register.url("import-batch", known.pk) if known else "",
            "batches": ImportBatch.objects.visible_to(self.request.post).filter(register=self.register.key)[:10],
        }
        return render(self.request, "desk/import.html", told, status=status or (422 if form.errors else 200))


class TemplateView(ImportView):
    def get(self, request: OfficialRequest) -> HttpResponse:
        content = template.template(self.register.sheet, self.register.label, by=request.post)
        return self.workbook(content, f"{self.register.label}导入模板.xlsx")


class BatchView(ImportView):
    """Second step: what the dry run found; after the import, what came of it."""

    perm = "view"

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        batch = reviewers.settled(self.find_batch(pk, own=False))
        if not request.post.has_perm(ACCEPTS):
            self.demand("import")
        told: dict[str, Any] = {"register": self.register, "batch": batch, "back_url": self.back_url()}
        if batch.state == BatchState.CHECKING:
            self.demand("import")
            return self._looking(batch, told)
        if batch.state in (BatchState.CHECKED, BatchState.RUNNING):
            self.demand("import")
            try:
                told["result"] = self._result(batch)
            except RuleViolation as refused:
                messages.error(request, str(refused))
                return redirect(self.register.url("import"))
            return render(request, "desk/import.html", told)
        told["found"] = importing.found_before(batch)
        kept = self.register.rows(request.post).filter(pk__in=batch.kept_ids)
        told["kept"] = [{"label": str(row), "url": self.register.url("detail", row.pk)} for row in kept[:100]]
        told["review"] = review_of(batch, self.register, request.post)
        told["undo_url"] = self.register.url("import-undo", pk) if self._may_undo(batch) else ""
        told["marked_url"] = self.register.url("import-marked", pk) if batch.bad and self._is_own(batch) else ""
        return render(request, "desk/batch.html", told)

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        self.demand("import")
        try:
            if request.POST.get("hidden"):
                importing.open_hidden(self.find_batch(pk), by=request.post)
                return redirect(self.register.url("import-batch", pk))
            asked_too = "asked_too" in request.POST
            job = importing.confirm(self.find_batch(pk), by=request.post, asked_too=asked_too)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(self.register.url("import-batch", pk))
        return redirect(reverse("supervision:job", args=[job.pk]))

    def _looking(self, batch: ImportBatch, told: dict[str, Any]) -> HttpResponse:
        """The page while a job looks at the workbook; it asks again by itself, and shows what was found at the end."""
        told |= {"job": importing.check_of(batch), "again_url": self.register.url("import")}
        return render(self.request, "desk/looking.html", told)

    def _is_own(self, batch: ImportBatch) -> bool:
        return self.may("import") and batch.made_by.organisation_id == self.request.post.organisation_id

    def _may_undo(self, batch: ImportBatch) -> bool:
        if not self._is_own(batch):
            return False
        allowed = self.may("void") and self.request.post.has_perm("supervision.undo_importbatch")
        return allowed and bool(batch.created_ids) and importing.may_undo(batch)

    def _result(self, batch: ImportBatch) -> dict[str, Any]:
        found = importing.found_in(batch, by=self.request.post)
        cells, changed = found.faults[:LISTED], found.changed[:LISTED]
        return {
            "found": found,
            "changed": [(one, self.register.url("detail", one.record)) for one in changed],
            "changed_count": found.changed_count,
            "more_changed": found.changed_count - len(changed),
            "filename": batch.name,
            "rows": batch.rows,
            "good": batch.good,
            "bad": batch.bad,
            "cells": cells,
            "more": found.total - len(cells),
            "asked": len(asked_of(found.faults)),
            "marked_url": self.register.url("import-marked", batch.pk) if batch.bad else "",
            "confirm_url": self.register.url("import-batch", batch.pk),
            "again_url": self.register.url("import"),
        }


class MarkedView(ImportView):
    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        batch = self.find_batch(pk)
        try:
            content = importing.marked(batch, by=request.post)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(self.register.url("import"))
        return self.workbook(content, importing.file_name(batch, "标红"))


class UndoView(ImportView):
    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        try:
            job = importing.undo(self.find_batch(pk), by=request.post, why=typed(request.POST, "why", lines=True))
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(self.register.url("import-batch", pk))
        return redirect(reverse("supervision:job", args=[job.pk]))
