from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from supervision.desk.views.base import DeskView
from supervision.desk.views.form import NewView

from .. import qr, rules


class IssueView(NewView):
    """The desk's form with the promise under it; there is no draft of a certificate."""

    def page(self, form: Any, *, record: models.Model | None = None, stale: str = "") -> HttpResponse:
        told = {
            "register": self.register,
            "form": form,
            "back_url": self.back_url(),
            "title": f"开具{form.edition.name}",
            "edition": form.edition,
            "own": form.own,
            "promises": self._promises(form),
            "no_draft": True,
            "submit_label": "开具",
        }
        return render(self.request, "certificates/issue.html", told, status=422 if form.errors else 200)

    def done(self, record: models.Model, submitted: bool) -> HttpResponse:
        messages.success(self.request, f"{record.title} {record} 已开具，可以打印或出示二维码。")
        return redirect(self.register.url("detail", record.pk))

    def _promises(self, form: Any) -> list[str]:
        if form.own:
            return [rules.promise(form.edition, form.own.kind)]
        return list(form.edition.promises.values())


class PrintView(DeskView):
    """A4 with all that is on the certificate, or ?size=label for one sticker."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        certificate = self.find(pk)
        label = request.GET.get("size") == "label"
        told = {
            "certificate": certificate,
            "qr": qr.drawing(certificate.public_url, scale=3 if label else 5),
            "label": label,
            "back_url": self.register.url("detail", pk),
        }
        return render(request, "certificates/print.html", told)
