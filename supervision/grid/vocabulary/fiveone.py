from django.db import models


class One(models.TextChoices):
    """The five things every township has to have (乡镇“五个一”，工作要点第2条)."""

    TEAM = "team", "一支监管队伍"
    REGISTER = "register", "一份监管对象名录"
    SAMPLING = "sampling", "一份抽样检测记录"
    PATROL = "patrol", "一份巡查监管记录"
    REPORT = "report", "一份工作总结"
