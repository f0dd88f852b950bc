from __future__ import annotations

from django.db import models

from ..vocabulary import Reader
from .certificate import Certificate


class Scan(models.Model):
    """One opening of a certificate's public page: appended only, so it is its own history.

    The reader stays anonymous: the address is kept as a keyed digest, enough to see one code opened everywhere.
    """

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, db_index=False, related_name="scans", verbose_name="合格证"
    )
    at = models.DateTimeField("查验时间")
    answer = models.CharField("查验结果", max_length=10, choices=Reader.choices)
    reader = models.CharField("访问者摘要", max_length=16, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "合格证查验记录"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["certificate", "at"], name="scan_certificate_date")]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.at:%Y-%m-%d %H:%M}"
