"""Doors of the ground floor: each calls one service and may run twice."""

from celery import shared_task

from supervision.ground import facts, jobs, sent, signins
from supervision.ground.desk import (
    check_import,
    count_statistic,
    forget_picked,
    import_register,
    manner,
    review_import,
    statistics,
    undo_import,
)
from supervision.ground.people import system_post
from supervision.patrols.services import rectification

__all__ = [
    "check_import", "count_statistic", "deliver_facts", "forget_selections", "forget_sent", "forget_signins",
    "import_register", "review_import", "sweep_facts", "sweep_jobs", "take_over", "tell_overdue", "undo_import",
]  # fmt: skip


@shared_task(name="supervision.deliver_facts", ignore_result=True)
def deliver_facts() -> int:
    return facts.deliver()


@shared_task(name="supervision.sweep_facts", ignore_result=True)
def sweep_facts() -> int:
    return facts.sweep()


@shared_task(name="supervision.sweep_jobs", ignore_result=True)
def sweep_jobs() -> int:
    return jobs.sweep()


@shared_task(name="supervision.tell_overdue", ignore_result=True)
def tell_overdue() -> int:
    return rectification.tell_overdue(by=system_post())


@shared_task(name="supervision.forget_sent", ignore_result=True)
def forget_sent() -> int:
    return sent.prune()


@shared_task(name="supervision.forget_selections", ignore_result=True)
def forget_selections() -> int:
    return forget_picked() + statistics.forget()


@shared_task(name="supervision.forget_signins", ignore_result=True)
def forget_signins() -> int:
    return signins.forget()


@shared_task(name="supervision.take_over", ignore_result=True)
def take_over() -> int:
    return manner.take_over()
