"""A door: it takes a job's id and calls one service."""

from celery import shared_task
from django.urls import reverse

from supervision.ground import jobs

from . import services


@shared_task(name=services.COUNT, ignore_result=True)
def count_statistic(job_id: int) -> None:
    with jobs.running(job_id) as job:
        done = services.run(job.params, by=job.by, tell=job.progress)
        job.finish(url=reverse("supervision:statistics-done", args=[done.pk]), text="统计完成")
