"""Doors of the ground floor: each calls one service and may run twice."""

from celery import shared_task

from supervision import facts, jobs
from supervision.desk.tasks import import_register, undo_import

__all__ = ["deliver_facts", "import_register", "sweep_facts", "sweep_jobs", "undo_import"]


@shared_task(name="supervision.deliver_facts", ignore_result=True)
def deliver_facts() -> int:
    return facts.deliver()


@shared_task(name="supervision.sweep_facts", ignore_result=True)
def sweep_facts() -> int:
    return facts.sweep()


@shared_task(name="supervision.sweep_jobs", ignore_result=True)
def sweep_jobs() -> int:
    return jobs.sweep()
