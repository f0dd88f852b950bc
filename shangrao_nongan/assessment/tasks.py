from celery import shared_task
from django.urls import reverse

from supervision import jobs

from . import services
from .models import Run
from .vocabulary import SCORE_YEAR


@shared_task(name=SCORE_YEAR)
def score_year(job_id: int) -> None:
    with jobs.running(job_id) as job:
        run = Run.objects.select_related("scheme").get(pk=job.params["run"])
        services.score(run, by=job.by, tell=job.progress)
        job.finish(url=reverse("assessment:run", args=[run.pk]), text="计分完成")
