from django.db import models

from supervision.ground.parameters import Parameter


class Stage(models.TextChoices):
    """How far a rectification has come; its due date decides whether it is overdue."""

    OPEN = "open", "整改中"
    REPORTED = "reported", "待复查"
    CLOSED = "closed", "已销号"


STAGE_MOVES = {
    Stage.OPEN: {Stage.REPORTED},
    Stage.REPORTED: {Stage.OPEN, Stage.CLOSED},
    Stage.CLOSED: set(),
}


# Of a hundred closings that the reporter himself rechecked (同一人复查), the county looks at so many.
DRAWN_SHARE = Parameter("drawn_share", "同一人复查的销号，县级抽查", 10, most=100, unit="%")


class Deadline(models.IntegerChoices):
    """The usual lengths of a rectification order; the period itself stands in the table of terms."""

    WEEK = 7, "7日"
    FORTNIGHT = 15, "15日"
    MONTH = 30, "30日"


def term_code(days: int) -> str:
    return f"rectification.{days}"
