"""The Celery application.  A task is a door: it takes an id and may be run twice, so late acknowledgement is safe."""

from __future__ import annotations

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangrao_nongan.settings")

app = Celery("shangrao_nongan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)


@setup_logging.connect
def keep_our_log_lines(**kwargs: Any) -> None:
    """Celery would otherwise replace the root handler, and its lines would lose the request id."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
