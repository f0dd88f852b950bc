"""What will be published, read once more by a second person before it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, require

from .. import publishing, services
from ..models import Run
from ..rules import KEY_RULE
from .ranking import run_of

UNREAD = "请先核对将公布的内容，并勾选“已核对”。"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: OfficialRequest, pk: int) -> HttpResponse:
    """Asks first: the ranking that everybody will read, and of a correction what it changes and why."""
    require(request.post, "assessment.score_run")
    found = run_of(request, pk)
    wrong, field, why = "", "", request.POST.get("why", "")
    if request.method == "POST":
        if request.POST.get("confirm"):
            try:
                done = services.publish(found, by=request.post, why=why)
            except RuleViolation as refused:
                wrong, field = refused.message, refused.field or ""
            else:
                messages.success(request, f"考核结果已公布（版本{done.version}）并锁定。")
                return redirect("assessment:run", pk=pk)
        else:
            wrong = UNREAD
    standing = Run.objects.standing().filter(scheme=found.scheme).exclude(pk=found.pk).first()
    context = {
        "run": found,
        "rows": publishing.ranking(found),
        "key_rule": KEY_RULE,
        "refused": publishing.why_not(found, request.post, today=clock.today()),
        "standing": standing,
        "next": standing.version + 1 if standing else 1,
        "changes": publishing.changes(found, standing) if standing else [],
        "wrong": wrong,
        "field": field,
        "why": why,
    }
    return render(request, "assessment/publish.html", context, status=422 if wrong else 200)
