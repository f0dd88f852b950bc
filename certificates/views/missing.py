from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision.ground import clock
from supervision.ground.measures import Period
from supervision.ground.people import OfficialRequest, require
from supervision.ground.subjects import Subject

from .. import figures
from ..models import Edition

PER_PAGE = 50


@require_safe
def missing(request: OfficialRequest) -> HttpResponse:
    """The to-do behind 应开未开: whom to remind, in the post's own place, this year."""
    require(request.post, "certificates.mark_certificate")
    period = Period.of_year(clock.year())
    visible = Subject.objects.visible_to(request.post).values("pk")
    rows = figures.missing_subjects(period, visible).select_related("region__county", "region__township")
    told = {
        "page": Paginator(rows.order_by("township", "pinyin", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "edition": Edition.objects.in_force_on(period.last),
        "asked_year": period.first.year,
    }
    return render(request, "certificates/missing.html", told)
