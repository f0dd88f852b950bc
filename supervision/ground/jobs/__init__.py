"""Jobs: work that outlasts a request. The row is the queue of truth; messages are only hints.

A room names the kind (`RECOMPUTE = jobs.kind("monitoring.recompute", "重新汇总")`), starts it
(`jobs.start(RECOMPUTE, by=post, params={"year": 2021})`) and has a task of the same name as its door::

    @shared_task(name=RECOMPUTE)
    def recompute(job_id):
        with jobs.running(job_id) as job:
            services.recompute(year=job.params["year"], tell=job.progress)
            job.finish(url="/monitoring/")
"""

from .models import Job
from .registry import KINDS, kind, label_of
from .runner import Cancelled, NotMine, Run, running
from .services import cancel, current, retry, start, sweep
from .vocabulary import Status

__all__ = [
    "KINDS",
    "Cancelled",
    "Job",
    "NotMine",
    "Run",
    "Status",
    "cancel",
    "current",
    "kind",
    "label_of",
    "retry",
    "running",
    "start",
    "sweep",
]
