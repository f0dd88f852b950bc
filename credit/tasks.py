"""Doors of the credit room."""

from celery import shared_task

from supervision.ground import jobs
from supervision.ground.people import system_post

from . import services
from .vocabulary import RATE_ALL


@shared_task(name="credit.age", ignore_result=True)
def age() -> int:
    """Every quarter of an hour: just after midnight, and what was missed is made up for."""
    return services.age(by=system_post())


@shared_task(name=RATE_ALL, ignore_result=True)
def rate_all(job_id: int) -> None:
    with jobs.running(job_id) as job:
        services.rate_all(by=job.by, tell=job.progress)
        job.finish(url="/credit/")
