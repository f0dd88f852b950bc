import datetime as dt

from django.db import models


class Status(models.TextChoices):
    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


ACTIVE = (Status.QUEUED, Status.RUNNING)

# A heartbeat every few seconds; silence of six beats means the worker is gone.
BEAT_SECONDS = 5.0
STALE_AFTER = dt.timedelta(seconds=30)
# A message the broker took but no worker has opened: perhaps the broker was restarted and forgot it.
RESEND_AFTER = dt.timedelta(seconds=90)
