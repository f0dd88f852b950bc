"""The page of a request that cannot be understood, inside the frame for who is signed in, as the other refusals are;
and that of one which failed, without it.
"""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from supervision.ground.errors import is_gone, is_too_slow

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is being restarted passes: a script tries again by itself, a person is told to wait. What took
    too long was stopped: to be asked for less.
    """
    failure = sys.exc_info()[1]
    away, slow = is_gone(failure), is_too_slow(failure)
    status = 503 if away or slow else 500
    return HttpResponse(loader.get_template("500.html").render({"away": away, "slow": slow}), status=status)
