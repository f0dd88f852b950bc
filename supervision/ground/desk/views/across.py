from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from supervision.ground.people import OfficialRequest, require

from .. import across
from ..texts import asked


class Across(View):
    """The header's box: a number leads to its record, anything else to what each register has."""

    def get(self, request: OfficialRequest) -> HttpResponse:
        require(request.post, "supervision.view_region")  # every role with a post; the registers ask for their own
        word = asked(request.GET)
        found = across.find(request.post, word) if word else []
        if url := across.exactly(found, word):
            return redirect(url)
        return render(request, "desk/found.html", {"word": word, "found": found})
