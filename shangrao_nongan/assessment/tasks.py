from celery import shared_task
from django.urls import reverse

from supervision.ground import jobs
from supervision.ground.errors import RuleViolation

from . import services
from .models import Run
from .vocabulary import FINISHED, SCORE_YEAR


@shared_task(name=SCORE_YEAR)
def score_year(job_id: int) -> None:
    with jobs.running(job_id) as job:
        run = Run.objects.select_related("scheme").get(pk=job.params["run"])
        if services.score(run, by=job.by, tell=job.progress).state not in FINISHED:
            raise RuleViolation("这次计分已经停止，请在方案页重新开始计分。")
        job.finish(url=reverse("assessment:run", args=[run.pk]), text="计分完成")
