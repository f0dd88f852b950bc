"""Door of the demonstration year."""

from celery import shared_task

from supervision.ground import jobs

from . import services
from .vocabulary import SEED


@shared_task(name=SEED, ignore_result=True)
def seed(job_id: int) -> None:
    with jobs.running(job_id) as job:
        done = services.seed(year=job.params["year"], scale=job.params["scale"], tell=job.progress)
        job.finish(url="/", text=f"演示数据已载入，共 {sum(sum(counts.values()) for counts in done.values())} 条")
