from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from supervision.errors import RuleViolation

from .. import workbook
from ..export import export, file_name
from ..listing import address
from .base import DeskView


class ExportView(DeskView):
    """The list as an Excel file, sent while the database still writes it."""

    perm = "export"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            pieces = export(self.register, by=request.post, data=request.GET, year=self.year())
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(self.register.url() + address(request.GET, columns=""))
        return StreamingHttpResponse(
            pieces,
            content_type=workbook.CONTENT_TYPE,
            headers={"Content-Disposition": content_disposition_header(True, file_name(self.register))},
        )
