from django.db import models

from supervision.ground import jobs


class Source(models.TextChoices):
    AUTO = "auto", "自动取数"
    MATERIAL = "material", "材料佐证"
    EXPERT = "expert", "专家评议"


class RunState(models.TextChoices):
    WAITING = "waiting", "等待计算"
    COMPUTING = "computing", "正在计算"
    COMPUTED = "computed", "已算出"
    INCOMPLETE = "incomplete", "有指标未算出"
    FAILED = "failed", "计算失败"
    PUBLISHED = "published", "已公布"


UNDER_WAY = (RunState.WAITING, RunState.COMPUTING)
PREVIEWED = (RunState.COMPUTED, RunState.INCOMPLETE)
FINISHED = (RunState.COMPUTED, RunState.INCOMPLETE, RunState.PUBLISHED)

SCORE_YEAR = jobs.kind("assessment.score_year", "年终考核计分")
