from __future__ import annotations

from typing import Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import masks
from supervision.ground.people import OfficialRequest, Post

from . import services
from .models import Job


def _job(request: OfficialRequest, pk: int) -> Job:
    rows = Job.objects.visible_to(request.post).select_related("post__user", "post__organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
def job_list(request: OfficialRequest) -> HttpResponse:
    rows = Job.objects.visible_to(request.post).select_related("post__user", "post__organisation")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    return render(request, "supervision/jobs.html", {"page": page, "jobs": page.object_list})


@require_safe
def job_detail(request: OfficialRequest, pk: int) -> HttpResponse:
    """The page of one job; its bar asks for this page again every two seconds while the job is under way."""
    job = _job(request, pk)
    return render(request, "desk/job.html", {"job": job, "owns": job.post_id == request.post.pk})


@require_POST
def job_cancel(request: OfficialRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.cancel, "已请求取消。")


@require_POST
def job_retry(request: OfficialRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.retry, "已重新排队。")


@require_safe
def job_result(request: OfficialRequest, pk: int) -> FileResponse:
    """The result holds what its owner may see, so nobody else gets it, administrators included."""
    job = _job(request, pk)
    if job.post_id != request.post.pk or not job.result:
        raise Http404("没有可下载的结果。")
    try:
        content = job.result.open("rb")
    except FileNotFoundError as gone:
        raise Http404("结果文件已清理，请重新运行任务。") from gone
    return FileResponse(content, as_attachment=True, filename=masks.masked(job.result_name))


class Verb(Protocol):
    def __call__(self, job: Job, /, *, by: Post) -> Job: ...


def _act(request: OfficialRequest, pk: int, verb: Verb, done: str) -> HttpResponse:
    job = _job(request, pk)
    try:
        verb(job, by=request.post)
    except RuleViolation as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("supervision:job", pk=job.pk)
