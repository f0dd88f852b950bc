from django.db import models


class LabLevel(models.TextChoices):
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇快检室"
    PRIVATE = "private", "第三方机构"
