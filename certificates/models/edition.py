from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from supervision.ground import history

from .. import rules


class FormQuerySet(models.QuerySet["Edition"]):
    def in_force_on(self, day: dt.date) -> Edition:
        return rules.version_on(self.all(), day)


@history.tracked
class Edition(models.Model):
    """One edition of the certificate form (证样版本), in force from `since` until the next one.

    `bases` are [code, label] pairs in the order of the form; `obliged` and `encouraged` are kinds of subject;
    `categories` are categories of the product dictionary.
    """

    code = models.CharField("版本", max_length=12, primary_key=True)
    since = models.DateField("启用日期", unique=True)
    name = models.CharField("证名", max_length=30)
    basis = models.CharField("依据", max_length=120)
    promises = models.JSONField("承诺语", default=dict)
    bases = models.JSONField("承诺依据", default=list)
    obliged = models.JSONField("应开主体", default=list)
    encouraged = models.JSONField("鼓励开具主体", default=list)
    categories = models.JSONField("适用品类", default=list)
    verified = models.BooleanField("已核对", default=False)
    note = models.CharField("备注", max_length=200, blank=True)

    objects: ClassVar = FormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合格证证样版本"
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"
