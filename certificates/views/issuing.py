from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from supervision.ground import masking
from supervision.ground.desk import DeskView, NewView
from supervision.ground.people import OfficialRequest

from .. import qr, rules, services

LAWFUL = "合格证的联系方式是法定内容（承诺达标合格证管理办法），由可以开具的人打印"


class IssueView(NewView):
    """The desk's form with the promise under it."""

    template = "certificates/issue.html"

    def page(self, form: Any, **more: Any) -> HttpResponse:
        told = {"edition": form.edition, "own": form.own, "promises": self._promises(form)}
        return super().page(form, title=f"开具{form.edition.name}", **told, **more)

    def _promises(self, form: Any) -> list[str]:
        if form.own:
            return [rules.promise(form.edition, form.own.kind)]
        return list(form.edition.promises.values())


class PrintView(DeskView):
    """A4 with all that is on the certificate, or ?size=label for one sticker."""

    def get(self, request: OfficialRequest, pk: int) -> HttpResponse:
        certificate: Any = self.find(pk)
        label = request.GET.get("size") == "label"
        told = {
            "certificate": certificate,
            "qr": qr.drawing(certificate.public_url, scale=3 if label else 5),
            "label": label,
            "back_url": self.register.url("detail", pk),
        }
        certificate.phone = services.phone_on_paper(certificate, request.post)
        answer = render(request, "certificates/print.html", told)
        return masking.in_full(answer, LAWFUL) if request.post.has_perm("certificates.add_certificate") else answer
