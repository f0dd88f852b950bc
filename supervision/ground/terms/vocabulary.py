from django.db import models


class Unit(models.TextChoices):
    WORKDAY = "workday", "工作日"
    DAY = "day", "自然日"
    HOUR = "hour", "小时"
    MONTH = "month", "个月"
