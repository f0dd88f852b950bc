from django.db import models


class LabLevel(models.TextChoices):
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇快检室"
    PRIVATE = "private", "第三方机构"


class CertificateKind(models.TextChoices):
    """What a testing laboratory needs both of (双认证)."""

    CMA = "cma", "CMA 资质认定"
    CATL = "catl", "CATL 机构考核"
