"""Running a job: one runner at a time, a heartbeat while it lives, an end in words whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from celery.exceptions import Ignore
from django.core.files import File
from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.db.models.functions import Now

from supervision.ground import locks
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post

from .heartbeat import Heartbeat
from .models import Job
from .vocabulary import ACTIVE, Status

log = structlog.get_logger(__name__)
TRANSIENT = (OperationalError, InterfaceError, ConnectionError)


class NotMine(Ignore):
    """Another runner has this job, or it is over. Celery lets a task that raises it end quietly."""


class Cancelled(Exception):
    """The owner asked to stop."""


class Run:
    """What the work sees of its job. Progress is written beside the work's own transaction, so people see it."""

    def __init__(self, job: Job, beat: Heartbeat):
        self.id, self.params, self.attempt, self.by = job.pk, job.params, job.attempt, job.post
        self._beat = beat
        self.result: dict[str, Any] = {}

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is; stops it here when the owner has asked to cancel."""
        self._beat.say(done=done, total=total, text=text[:200])
        if self._beat.cancel_requested:
            raise Cancelled

    def finish(self, *, file: Any = None, name: str = "", url: str = "", text: str = "") -> None:
        """Leave a result: an open file (and the name people see) or the address of a page."""
        self.result = {"file": file, "name": name, "url": url, "text": text}


@contextmanager
def running(job_id: int) -> Iterator[Run]:
    """Take the job, run the block, write how it ended. Safe to enter twice: the second leaves by `NotMine`."""
    with locks.held("jobs", job_id) as ours:
        if not ours:
            raise NotMine
        job = _taken_up(job_id)
        with Heartbeat(job.pk) as beat:
            run = Run(job, beat)
            try:
                yield run
                outcome = _result(job, run)
            except Cancelled:
                outcome = {"status": Status.CANCELLED, "text": "已按要求停止"}
            except (RuleViolation, Forbidden) as refused:
                outcome = {"status": Status.FAILED, "error": str(refused)}
            except TRANSIENT as failure:
                outcome = _after_transient(job, failure)
            except Exception:
                log.exception("job_failed", job=job.pk, kind=job.kind)
                outcome = {
                    "status": Status.FAILED,
                    "error": f"程序出错，任务没有完成。请把任务编号 {job.pk} 告诉系统管理员。",
                }
        _end(job, beat.said, outcome)


def _taken_up(job_id: int) -> Job:
    """Mark the job as running, unless it is over. The lock is ours: a job still marked so was left by a dead worker."""
    job = Job.objects.select_related("post__user", "post__organisation__region").filter(pk=job_id).first()
    if job is None or job.status not in ACTIVE:
        raise NotMine
    refusal = _refusal(job)
    if refusal:
        _end(job, {}, refusal)
        raise NotMine
    mine = Job.objects.filter(pk=job.pk, status__in=ACTIVE)
    if not mine.update(
        status=Status.RUNNING, attempt=F("attempt") + 1, started_at=Now(), heartbeat_at=Now(), error="", text=""
    ):
        raise NotMine
    job.attempt += 1
    return job


def _refusal(job: Job) -> dict[str, Any]:
    if job.cancel_requested:
        return {"status": Status.CANCELLED, "text": "已按要求停止"}
    if not Post.objects.in_force().filter(pk=job.post_id).exists():
        return {"status": Status.FAILED, "error": "发起人的岗位已不在任，任务没有运行。"}
    if job.attempt >= job.max_attempts:
        return {"status": Status.FAILED, "error": f"任务运行了 {job.attempt} 次都被中断，已停止重试。"}
    return {}


def _after_transient(job: Job, failure: Exception) -> dict[str, Any]:
    """The database or the network went away: back to the queue for the sweep, as long as attempts are left."""
    log.warning("job_interrupted", job=job.pk, kind=job.kind, error=str(failure))
    if job.attempt < job.max_attempts:
        return {"status": Status.QUEUED, "error": "运行时连接中断，将自动重试。", "sent_at": None}
    return {"status": Status.FAILED, "error": "运行时连接中断，多次重试仍未成功。"}


def _result(job: Job, run: Run) -> dict[str, Any]:
    left = run.result
    outcome = {"status": Status.DONE, "result_url": left.get("url", ""), "text": left.get("text", "")}
    if left.get("file") is not None:
        name = left["name"] or getattr(left["file"], "name", "") or "结果"
        wrapped = left["file"] if isinstance(left["file"], File) else File(left["file"])
        job.result.save(name, wrapped, save=False)
        outcome |= {"result": job.result.name, "result_name": name.rsplit("/", 1)[-1][-150:]}
    return outcome


def _end(job: Job, said: dict[str, Any], outcome: dict[str, Any]) -> None:
    over = {} if outcome["status"] == Status.QUEUED else {"finished_at": Now()}
    outcome = {name: value for name, value in outcome.items() if value is not None or name == "sent_at"}
    if not outcome.get("text"):
        outcome.pop("text", None)
    Job.objects.filter(pk=job.pk).update(**said | over | outcome)
