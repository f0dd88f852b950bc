"""What no view is asked: an address with a sign in it that nothing of ours can hold, and the page of a wrong method."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NUL = "\0"
STRANGE = "地址里有不能识别的字符，请从页面上的链接重新打开。"


class RefusingMiddleware:
    """PostgreSQL keeps no NUL in a text: whoever names a row by one is told, before the first lookup.

    What is asked for behind the address is told at its own field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path:
            return render(request, "400.html", {"sentence": STRANGE}, status=400)
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return _as_page(request, response)
        return response


def _as_page(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """The framework answers 405 with nothing at all: an empty window, from which nobody finds back."""
    page = render(request, "405.html", status=405)
    page["Allow"] = bare["Allow"]
    return page
