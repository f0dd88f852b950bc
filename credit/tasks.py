"""Doors of the credit room."""

from celery import shared_task

from supervision.ground import jobs

from . import services
from .vocabulary import RATE_ALL


@shared_task(name=RATE_ALL, ignore_result=True)
def rate_all(job_id: int) -> None:
    with jobs.running(job_id) as job:
        services.rate_all(by=job.by, tell=job.progress)
        job.finish(url="/credit/")
