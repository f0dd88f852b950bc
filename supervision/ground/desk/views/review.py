"""The page of an import for the second person: the whole batch taken over, or given back with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, Post, require

from .. import reviewers, reviewing
from ..models import ACCEPTS, BatchState, ImportBatch, Review
from ..registry import Register
from ..texts import typed
from .base import DeskView


def review_of(batch: ImportBatch, register: Register, post: Post) -> dict[str, Any] | None:
    """What the page says of the second person; nothing where none is asked."""
    if not batch.review or batch.state == BatchState.UNDONE:
        return None
    waits = batch.review == Review.WAITING
    refused = reviewers.why_not("accept", batch, post)
    return {
        "taken": batch.good - len(batch.left_ids or []),
        "asked": reviewers.asked(batch) if waits else None,
        "job": reviewers.under_way(batch) if batch.review == Review.GOING else None,
        "left": list(reviewing.left_of(batch, register, post)),
        "left_count": len(batch.left_ids or []),
        "may_accept": not refused,
        "may_return": not reviewers.why_not("return", batch, post),
        "refused": refused if waits else "",
        "rows_url": f"{register.url()}?state=submitted",
        "url": register.url("import-review", batch.pk),
    }


class ReviewView(DeskView):
    """One of the two verbs of the second person, by POST."""

    http_method_names = ["post"]

    def post(self, request: OfficialRequest, pk: int) -> HttpResponse:
        require(request.post, ACCEPTS)
        rows = ImportBatch.objects.visible_to(request.post).filter(register=self.register.key)
        batch = rows.filter(pk=pk).first()
        if batch is None:
            raise Http404("没有找到这次导入。")
        page = self.register.url("import-batch", pk)
        try:
            if request.POST.get("verb") == "return":
                why = typed(request.POST, "why", lines=True)
                job = reviewing.give_back(batch, by=request.post, why=why)
            else:
                job = reviewing.accept(batch, by=request.post)
        except RuleViolation as refused:
            messages.error(request, str(refused))
            return redirect(page)
        if job is not None:
            return redirect(reverse("supervision:job", args=[job.pk]))
        batch.refresh_from_db()
        messages.success(request, f"“{batch.name}”{batch.get_review_display()}。")
        return redirect(page)
