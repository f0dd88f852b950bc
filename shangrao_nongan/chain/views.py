from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from supervision.ground.people import OfficialRequest, require

from .models import Digest

SHOWN = 31  # nights on one page, a month on one sheet


@require_safe
def heads(request: OfficialRequest) -> HttpResponse:
    """The heads night by night, newest first, and those of the tables of one night: to be kept outside the system."""
    require(request.post, "chain.view_digest")
    found = Digest.objects.visible_to(request.post)
    before, day = _day(request.GET.get("before")), _day(request.GET.get("day"))
    nights = list((found.nights().filter(day__lt=before) if before else found.nights())[: SHOWN + 1])
    night = get_object_or_404(found.nights(), day=day) if day else None
    context = {
        "nights": nights[:SHOWN],
        "older": nights[SHOWN - 1].day if len(nights) > SHOWN else None,
        "night": night,
        "links": found.links().filter(day=night.day) if night else [],
    }
    return render(request, "chain/heads.html", context)


def _day(text: str | None) -> dt.date | None:
    """What is no day is not asked."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
