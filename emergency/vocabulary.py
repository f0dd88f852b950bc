from django.db import models

from supervision.ground import facts
from supervision.ground.facts import Severity

REPORTED = facts.kind("emergency.reported", "突发事件初报", urgent=True)
DETERMINED = facts.kind("emergency.determined", "突发事件认定")

# Facts that become a lead by themselves, each from this severity on.
LEADS = {
    "monitoring.failed": Severity.SERIOUS,
    "case.transferred": Severity.NORMAL,
}

REPORT_TERM = "emergency.county_report"


class Level(models.TextChoices):
    """突发事件应对法: four levels, the first is the highest."""

    I = "1", "Ⅰ级（特别重大）"  # noqa: E741  the official numeral
    II = "2", "Ⅱ级（重大）"
    III = "3", "Ⅲ级（较大）"
    IV = "4", "Ⅳ级（一般）"


# From here on an incident counts as major: only with a determination, never by suggestion.
MAJOR = (Level.I, Level.II)


class Status(models.TextChoices):
    LEAD = "lead", "线索"
    VERIFYING = "verifying", "核实中"
    RESPONDING = "responding", "响应中"
    ENDED = "ended", "已终止"


MOVES = {
    Status.LEAD: {Status.VERIFYING, Status.RESPONDING, Status.ENDED},
    Status.VERIFYING: {Status.RESPONDING, Status.ENDED},
    Status.RESPONDING: {Status.ENDED},
    Status.ENDED: set(),
}


class Source(models.TextChoices):
    FACT = "fact", "业务记录"
    HOTLINE = "hotline", "投诉举报"
    HOSPITAL = "hospital", "医疗、疾控通报"
    MARKET = "market", "市场监管通报"
    SUPERIOR = "superior", "上级交办"
    MEDIA = "media", "媒体、网络"
    PATROL = "patrol", "巡查发现"
    OTHER = "other", "其他"


class ReportKind(models.TextChoices):
    FIRST = "first", "初报"
    FOLLOW = "follow", "续报"
    FINAL = "final", "终报"
