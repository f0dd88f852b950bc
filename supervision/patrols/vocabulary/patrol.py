from django.db import models


class Conclusion(models.TextChoices):
    """What a patrol ends in. Never 不合格: a patrol is no enforcement inspection and judges no product."""

    PASS = "pass", "合格"
    RECTIFY = "rectify", "限期整改"
    TRANSFER = "transfer", "涉嫌违法移交"
    ABSENT = "absent", "未遇"
    BLOCKED = "blocked", "无法执行"


# Somebody was met and the checklist was gone through.
CONDUCTED = (Conclusion.PASS, Conclusion.RECTIFY, Conclusion.TRANSFER)
# What binds the visited: an order, or a matter handed on. For those who may order (domain §4).
BINDING = (Conclusion.RECTIFY, Conclusion.TRANSFER)


class RecordsKept(models.TextChoices):
    """What the look into the production records showed (生产记录检查)."""

    UNCHECKED = "unchecked", "未检查"
    COMPLETE = "complete", "完整规范"
    IRREGULAR = "irregular", "不规范"
    NONE = "none", "无记录"
    NOT_OBLIGED = "na", "不适用"


RECORDS_CHECKED = (RecordsKept.COMPLETE, RecordsKept.IRREGULAR, RecordsKept.NONE)
RECORDS_BAD = (RecordsKept.IRREGULAR, RecordsKept.NONE)


class Answer(models.TextChoices):
    """The answer to one item of the checklist."""

    OK = "ok", "符合"
    FIXED = "fixed", "当场改正"
    BAD = "bad", "不符合"
    NA = "na", "不适用"
