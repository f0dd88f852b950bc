from django.db import models


class Manner(models.TextChoices):
    """Who looks at the rows of a register before they count."""

    EACH = "each", "逐条审"
    SAMPLED = "sampled", "抽审"
    FREE = "free", "免审"


STRICTNESS: dict[str, int] = {Manner.EACH: 2, Manner.SAMPLED: 1, Manner.FREE: 0}


class Outcome(models.TextChoices):
    """What came of reading a row that was drawn."""

    FINE = "fine", "无异议"
    RETURNED = "returned", "已退回"
    VOID = "void", "已作废"
