from django.db import models


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


# 默认·待核对: of a hundred closings that the reporter himself rechecked (同一人复查), the county looks at so many.
DRAWN_SHARE = 10


class Deadline(models.IntegerChoices):
    """The usual lengths of a rectification order; the period itself stands in the table of terms."""

    WEEK = 7, "7日"
    FORTNIGHT = 15, "15日"
    MONTH = 30, "30日"


def term_code(days: int) -> str:
    return f"rectification.{days}"
