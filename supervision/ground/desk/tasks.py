"""Doors: each takes a job's id and calls one service."""

from celery import shared_task

from supervision.ground import jobs

from . import importing, many, reviewing
from .models import BatchState
from .registry import named


@shared_task(name=importing.CHECK, ignore_result=True)
def check_import(job_id: int) -> None:
    with jobs.running(job_id) as job:
        batch = importing.run_check(job.params["batch"], by=job.by, tell=job.progress)
        job.finish(url=named(batch.register).url("import-batch", batch.pk), text=f"已检查{batch.rows:,}行")


@shared_task(name=importing.IMPORT, ignore_result=True)
def import_register(job_id: int) -> None:
    with jobs.running(job_id) as job:
        number = job.params["batch"]
        try:
            batch = importing.run_import(number, by=job.by, right=job.params.get("right", ()), tell=job.progress)
        except Exception:
            importing.put_back(number, BatchState.CHECKED)
            raise
        job.finish(url=named(batch.register).url("import-batch", number), text=f"已导入{batch.good:,}行")


@shared_task(name=importing.UNDO, ignore_result=True)
def undo_import(job_id: int) -> None:
    with jobs.running(job_id) as job:
        number = job.params["batch"]
        try:
            batch = importing.run_undo(number, by=job.by, why=job.params["why"], tell=job.progress)
        except Exception:
            importing.put_back(number, BatchState.DONE)
            raise
        job.finish(url=named(batch.register).url("import-batch", number), text="已撤销")


@shared_task(name=reviewing.REVIEW, ignore_result=True)
def review_import(job_id: int) -> None:
    with jobs.running(job_id) as job:
        number, before = job.params["batch"], job.params["before"]
        try:
            batch = reviewing.run(number, by=job.by, told=job.params, tell=job.progress)
        except Exception:
            reviewing.put_back(number, before)
            raise
        job.finish(url=named(batch.register).url("import-batch", number), text=batch.get_review_display())


@shared_task(name=many.DECIDE, ignore_result=True)
def decide_selection(job_id: int) -> None:
    with jobs.running(job_id) as job:
        told = job.params
        done = many.run(told["selection"], told["verb"], by=job.by, why=told["why"], tell=job.progress)
        url = named(done.register).url("selection", done.pk)
        job.finish(url=url, text=f"已办理{len(done.done_ids):,}条，未办理{len(done.left_ids):,}条")
