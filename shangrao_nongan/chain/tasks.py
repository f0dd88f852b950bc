from celery import shared_task

from . import services


@shared_task(name="chain.seal", ignore_result=True)
def seal() -> str:
    whole = services.seal()
    return str(whole) if whole is not None else ""
