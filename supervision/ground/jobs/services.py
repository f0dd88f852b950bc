from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from supervision.ground import sending
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post

from .models import Job, JobQuerySet
from .registry import KINDS
from .vocabulary import ACTIVE, RESEND_AFTER, STALE_AFTER, Status


def start(kind: str, *, by: Post, params: dict[str, Any] | None = None, key: str = "", max_attempts: int = 3) -> Job:
    """Queue a job; it is sent after commit. With a `key` a second start while one is under way gives that one."""
    if kind not in KINDS:
        raise ValueError(f"任务种类 {kind} 没有登记")
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, key=key, post=by, params=params or {}, max_attempts=max_attempts)
    except IntegrityError:
        under_way = Job.objects.active().filter(kind=kind, key=key).first()
        if under_way is None:
            raise RuleViolation("同样的任务刚刚结束，请刷新后再试。") from None
        return under_way
    _send_after_commit(job)
    return job


@transaction.atomic
def cancel(job: Job, *, by: Post) -> Job:
    """A queued job is off at once; a running one stops at its next step."""
    _own(job, by)
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.status not in ACTIVE:
        raise RuleViolation(f"任务{job.get_status_display()}，不能取消。")
    job.cancel_requested = True
    if job.status == Status.QUEUED:
        job.status, job.finished_at = Status.CANCELLED, Now()
    job.save(update_fields=["cancel_requested", "status", "finished_at"])
    return job


@transaction.atomic
def retry(job: Job, *, by: Post) -> Job:
    """Queue a failed or cancelled job anew, with the same parameters and a fresh count of attempts."""
    _own(job, by)
    job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if not job.can_retry:
        raise RuleViolation(f"任务{job.get_status_display()}，不能重新运行。")
    job.status, job.error, job.text, job.done, job.total = Status.QUEUED, "", "", 0, 0
    job.attempt, job.cancel_requested = 0, False
    job.sent_at = job.started_at = job.heartbeat_at = job.finished_at = None
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        raise RuleViolation("同样的任务正在进行，不能重复运行。") from None
    _send_after_commit(job)
    return job


def current(post: Post | None) -> JobQuerySet:
    """The post's jobs under way: the bar on the home page."""
    return Job.objects.active().filter(post=post) if post else Job.objects.none()


def sweep() -> int:
    """Send again what was never sent, what nobody opened, and what a dead worker left; how many were sent.

    The state of a job is not touched here: whoever opens the message finds the lock taken by a live runner and
    goes away, or takes the job over.
    """
    unsent = Q(status=Status.QUEUED) & (Q(sent_at=None) | Q(sent_at__lt=Now() - RESEND_AFTER))
    silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=Now() - STALE_AFTER)
    resent = Q(sent_at=None) | Q(sent_at__lt=Now() - STALE_AFTER)
    stale = Q(status=Status.RUNNING) & silent & resent
    return sum(_send(job) for job in Job.objects.filter(unsent | stale).order_by("id")[:200])


def _own(job: Job, by: Post) -> None:
    if not Job.objects.visible_to(by).filter(pk=job.pk).exists():
        raise Forbidden("只能操作自己发起的任务。")


def _send_after_commit(job: Job) -> None:
    transaction.on_commit(lambda: _send(job))


def _send(job: Job) -> bool:
    return sending.send(job.kind, job.pk, then=lambda: Job.objects.filter(pk=job.pk).update(sent_at=Now()))
