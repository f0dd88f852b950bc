from collections.abc import Collection, Mapping

from django.db import models

from supervision.ground import facts, jobs
from supervision.ground.subjects import duties

GRADED = facts.kind("credit.graded", "信用等级变更")
RATE_ALL = jobs.kind("credit.rate_all", "建立信用档案并评定等级")

RATED = duties.RATED  # the one answer for files, entries, the yearly rating, the to-do and the scored share


class Family(models.TextChoices):
    QUALITY = "quality", "产品质量"
    PRODUCTION = "production", "生产管理"
    CERTIFICATE = "certificate", "合格证"
    ENFORCEMENT = "enforcement", "执法查处"
    HONOUR = "honour", "加分"
    CORRECTION = "correction", "更正"


class Origin(models.TextChoices):
    """Why a rating changed: by the rules, or decided by two people."""

    RULES = "rules", "按规则评定"
    OVERRIDE = "override", "人工调整"


class Standing(models.TextChoices):
    """What an entry of the file does to the rating today."""

    COUNTED = "counted", "计入"
    CAPPED = "capped", "超过上限，部分计入"
    EXPIRED = "expired", "已超过有效期"
    TAKEN_BACK = "taken_back", "已撤回"
    MERGED = "merged", "同一事由已按较重的一条计"
    OBSERVED = "observed", "风险监测发现，不计分，加强监管"


class Answer(models.TextChoices):
    """How far an objection has come. Stored in the words of every record, so that scope, guards, duties and the rows of
    earlier releases need no second set; both answers are final, and who has new grounds raises a new objection.
    """

    DRAFT = "draft", "草稿"
    WAITING = "submitted", "待处理"
    GRANTED = "accepted", "已采纳"
    UPHELD = "returned", "维持原记录"
    VOID = "void", "已撤回"


ANSWERED: Mapping[str, Collection[str]] = {
    Answer.DRAFT: {Answer.WAITING, Answer.VOID},
    Answer.WAITING: {Answer.GRANTED, Answer.UPHELD, Answer.VOID},
    Answer.GRANTED: set(),
    Answer.UPHELD: set(),
    Answer.VOID: set(),
}
