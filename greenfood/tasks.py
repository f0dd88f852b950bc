from celery import shared_task

from supervision.ground.people import system_post

from . import services


@shared_task(name="greenfood.note_lapses")
def note_lapses() -> int:
    """Every hour; what was missed is made up for, what was told is not told again."""
    return services.note_lapses(by=system_post())
