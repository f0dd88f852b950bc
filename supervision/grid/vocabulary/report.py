from django.db import models


class Cycle(models.TextChoices):
    YEAR = "year", "年度总结"
    HALF = "half", "半年总结"
    QUARTER = "quarter", "季度总结"
    MONTH = "month", "月度情况"
    SPECIAL = "special", "专项报告"
