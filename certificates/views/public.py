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

from supervision.ground import masking
from supervision.ground.kinds import narrow

from .. import services

CODE = re.compile(r"^[A-Za-z0-9_-]{16,32}$")
MISSES_PER_MINUTE = 60  # codes that no certificate has: a machine trying them out
READINGS_PER_MINUTE = 3000  # all readings: a mobile carrier puts a whole county's buyers behind one address
TRAIL = " \t\r\n\u00a0\u3000。．.，,；;、"  # what a copied sentence leaves behind the code


@login_not_required
@require_safe
def certificate(request: HttpRequest, code: str, rest: str = "") -> HttpResponse:
    """What the code stands for. Misses are counted strictly; a real code still opens while somebody guesses."""
    reader = get_client_ip_address(request) or ""
    if _too_often("scan", reader, READINGS_PER_MINUTE):
        return _page(request, "certificates/public_busy.html", status=429)
    code, rest = narrow(code).rstrip(TRAIL), narrow(rest)
    found = services.look_up(code, reader=reader) if CODE.match(code) and not rest.strip(TRAIL + "/") else None
    if found is None:
        if _too_often("scan-miss", reader, MISSES_PER_MINUTE):
            return _page(request, "certificates/public_busy.html", status=429)
        return _page(request, "certificates/public_unknown.html", status=404)
    answer = _page(request, "certificates/public.html", certificate=found)
    return masking.openly(answer, [found["phone"]] if found["phone_open"] else [])


def _too_often(kind: str, reader: str, most: int) -> bool:
    """Whether an address has done this more than so many times within a minute of the first."""
    key = f"{kind}:{reader}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # the minute ended between the two
        return False


def _page(request: HttpRequest, template: str, status: int = 200, **told: object) -> HttpResponse:
    """Never stored on the way: a certificate that was voided a minute ago has to say so."""
    host = urlsplit(settings.SITE_URL).netloc  # what a reader compares with the address bar
    answer = render(request, template, {"host": host, **told}, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
