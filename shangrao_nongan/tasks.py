"""Tasks of the roof itself."""
from celery import shared_task
from celery.signals import worker_ready

from . import health


@shared_task(name="shangrao_nongan.heartbeat")
def heartbeat():
    """Sent by beat, run by a worker: a fresh mark says that broker, beat and worker all live."""
    health.beat()


@worker_ready.connect
def first_heartbeat(**kwargs):
    """A worker that has just started need not wait for beat's next turn to be seen."""
    heartbeat.delay()
