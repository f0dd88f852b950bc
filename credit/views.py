from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground import jobs
from supervision.ground.people import OfficialRequest, require
from supervision.ground.regions import city_own, counties

from . import figures
from .models import CreditFile
from .services.files import without_file
from .vocabulary import RATE_ALL


@require_safe
def overview(request: OfficialRequest) -> HttpResponse:
    """How the grades are spread over the counties the post may see, and who has no file yet."""
    require(request.post, "credit.view_creditfile")
    names = {place.pk: place.name for place in (*counties(), city_own())}
    found = figures.grades_by_county(CreditFile.objects.visible_to(request.post))
    everywhere = request.post.is_citywide
    rows = [row | {"name": names[row["code"]]} for row in found if everywhere or row["total"]]
    told = {
        "rows": rows,
        "sums": {key: sum(row[key] for row in rows) for key in (*"ABCD", "total")},
        "missing": without_file().visible_to(request.post).count(),
        "may_rate": request.post.has_perm("credit.import_creditfile"),
    }
    return render(request, "credit/overview.html", told)


@require_POST
def rate(request: OfficialRequest) -> HttpResponse:
    """Start the rating of everybody in the post's place; a second click joins the one under way."""
    require(request.post, "credit.import_creditfile")
    job = jobs.start(RATE_ALL, by=request.post, key=f"post-{request.post.pk}")
    messages.success(request, "已开始建档和评定，可在任务页查看进度。")
    return redirect("supervision:job", job.pk)
