from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest

from .. import importing, template, workbook
from ..models import BatchState, ImportBatch
from ..texts import TextForm, typed
from .base import DeskView

LISTED = 200  # bad cells on the page; all of them are in the marked file


class UploadForm(TextForm):
    file = forms.FileField(
        label="Excel 文件",
        help_text="用上面的模板填写，.xlsx 或 .xls，不超过 20 MB。",
        error_messages={"required": "请选择要导入的文件。", "empty": "这个文件是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )


class ImportView(DeskView):
    perm = "import"

    def find_batch(self, pk: int) -> ImportBatch:
        rows = ImportBatch.objects.visible_to(self.request.post).filter(register=self.register.key)
        batch = rows.select_related("made_by__user", "imported_by__user", "undone_by__user").filter(pk=pk).first()
        if batch is None:
            raise Http404("没有找到这次导入。")
        return batch

    def workbook(self, content: bytes, name: str) -> HttpResponse:
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return HttpResponse(content, content_type=workbook.CONTENT_TYPE, headers=headers)


class UploadView(ImportView):
    """First step: the template, and the filled-in file for a dry run."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        return self._page(UploadForm())

    def post(self, request: OfficialRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        try:
            batch = importing.take_in(self.register, form.cleaned_data["file"], by=request.post)
        except RuleViolation as refused:
            form.add_error("file", str(refused))
            return self._page(form)
        return redirect(self.register.url("import-batch", batch.pk))

    def _page(self, form: UploadForm) -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "template_url": self.register.url("import-template"),
            "back_url": self.back_url(),
            "batches": ImportBatch.objects.visible_to(self.request.post).filter(register=self.register.key)[:10],
        }
        return render(self.request, "desk/import.html", told, status=422 if form.errors else 200)


class TemplateView(ImportView):
    def get(self, request: OfficialRequest) -> HttpResponse:
        content = template.template(self.register.sheet, self.register.label, by=request.post)
        return self.workbook(content, f"{self.register.label}导入模板.xlsx")


class BatchView(ImportView):
    """Second step: what the dry run found; after the import, what came of it."""

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        batch = self.find_batch(pk)
        told: dict[str, Any] = {"register": self.register, "batch": batch, "back_url": self.back_url()}
        if batch.state in (BatchState.CHECKED, BatchState.RUNNING):
            try:
                told["result"] = self._result(batch)
            except RuleViolation as refused:
                messages.error(request, str(refused))
                return redirect(self.register.url("import"))
            return render(request, "desk/import.html", told)
        kept = self.register.rows(request.post).filter(pk__in=batch.kept_ids)
        told["kept"] = [{"label": str(row), "url": self.register.url("detail", row.pk)} for row in kept[:100]]
        told["undo_url"] = self.register.url("import-undo", pk) if self._may_undo(batch) else ""
        told["marked_url"] = self.register.url("import-marked", pk) if batch.bad else ""
        return render(request, "desk/batch.html", told)

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        try:
            job = importing.confirm(self.find_batch(pk), by=request.post)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(self.register.url("import-batch", pk))
        return redirect(reverse("supervision:job", args=[job.pk]))

    def _may_undo(self, batch: ImportBatch) -> bool:
        allowed = self.may("void") and self.request.post.has_perm("supervision.undo_importbatch")
        return allowed and bool(batch.created_ids) and importing.may_undo(batch)

    def _result(self, batch: ImportBatch) -> dict[str, Any]:
        found = importing.found_in(batch, by=self.request.post)
        cells = found.faults[:LISTED]
        return {
            "filename": batch.name,
            "rows": batch.rows,
            "good": batch.good,
            "bad": batch.bad,
            "cells": cells,
            "more": found.total - len(cells),
            "told": found.told[:LISTED],
            "more_told": len(found.told[LISTED:]),
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
