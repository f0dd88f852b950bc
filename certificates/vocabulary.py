from django.db import models

from supervision.ground import facts

ISSUED = facts.kind("certificate.issued", "开具合格证")
VOIDED = facts.kind("certificate.voided", "合格证作废")
MARKED = facts.kind("certificate.marked", "合格证被标注")


class Mark(models.TextChoices):
    """标注: what the supervising side says beside a certificate. It never voids what the producer has issued."""

    FAILED = "failed", "抽检不合格"
    CASE = "case", "涉案产品"
    RECALL = "recall", "已要求召回"


class Reader(models.TextChoices):
    """How a scanned code was answered."""

    VALID = "valid", "在用"
    VOID = "void", "已作废"
    MARKED = "marked", "有标注"


# The two official forms: who grows promises one thing, who collects and mixes promises another.
PRODUCER, COLLECTOR = "producer", "collector"
