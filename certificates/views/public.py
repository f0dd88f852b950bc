"""The page behind the QR code: for anyone, on a phone, in the market."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import services

CODE = re.compile(r"^[A-Za-z0-9_-]{16,32}$")
PER_MINUTE = 60


@login_not_required
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    reader = get_client_ip_address(request) or ""
    if _too_often(reader):
        return _page(request, "certificates/public_busy.html", status=429)
    found = services.look_up(code, reader=reader) if CODE.match(code) else None
    if found is None:
        return _page(request, "certificates/public_unknown.html", status=404)
    return _page(request, "certificates/public.html", certificate=found)


def _too_often(reader: str) -> bool:
    """Sixty readings within a minute of the first: enough for a market's shared network, not for trying out codes."""
    key = f"scan:{reader}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended between the two
        return False


def _page(request: HttpRequest, template: str, status: int = 200, **told: object) -> HttpResponse:
    """Never stored on the way: a certificate that was voided a minute ago has to say so."""
    host = urlsplit(settings.SITE_URL).netloc  # what a reader compares with the address bar
    answer = render(request, template, {"host": host, **told}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
