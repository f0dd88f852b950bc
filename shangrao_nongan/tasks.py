"""Tasks of the roof itself."""
from celery import shared_task

from . import health


@shared_task(name="shangrao_nongan.heartbeat")
def heartbeat():
    """Sent by beat, run by a worker: a fresh mark says that broker, beat and worker all live."""
    health.beat()
