import datetime as dt

from django.db import models

DELIVER = "supervision.deliver_facts"


class Severity(models.IntegerChoices):
    NORMAL = 0, "一般"
    SERIOUS = 1, "严重"
    MAJOR = 2, "重大"


FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)


def pause(attempts: int) -> dt.timedelta:
    """How long a receiver that failed `attempts` times is left alone: 1, 2, 4 … minutes, at most six hours."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 12), LONGEST_PAUSE)
