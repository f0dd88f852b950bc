"""Pages and API answers are sent packed; files and streams as they are."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("text/html", "application/json")


class PackedPagesMiddleware(GZipMiddleware):
    """Django's own packing (with its random padding against guessing secrets by length), for text alone.

    A workbook is packed already, and a file keeps its length so that half of it is recognised as half.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
