"""Doors of the ground floor: each calls one service and may run twice."""

from celery import shared_task

from supervision import facts, jobs


@shared_task(name="supervision.deliver_facts", ignore_result=True)
def deliver_facts() -> int:
    return facts.deliver()


@shared_task(name="supervision.sweep_facts", ignore_result=True)
def sweep_facts() -> int:
    return facts.sweep()


@shared_task(name="supervision.sweep_jobs", ignore_result=True)
def sweep_jobs() -> int:
    return jobs.sweep()
