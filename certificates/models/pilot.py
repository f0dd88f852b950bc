from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from supervision.ground import history, keys
from supervision.ground.records import SHOWN, Record, State, scope_indexes


@history.tracked
class Pilot(Record):
    """合格证试点: a county in a batch of pilots, by a document. The year is empty where the document gives none."""

    PREFIX = "SD"
    DATE_FIELD = "registered_on"
    FOR_CITIZENS = SHOWN

    batch = models.CharField("试点批次", max_length=30)
    batch_key = keys.KeyField("批次键", of=["batch"])
    twin = keys.twin_field()
    since_year = models.PositiveSmallIntegerField("试行年份", null=True, blank=True, help_text="文件未写明年份的留空。")
    until_year = models.PositiveSmallIntegerField("结束年份", null=True, blank=True)
    document = models.CharField("依据文件", max_length=120)
    registered_on = models.DateField("登记日期")

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "合格证试点县"
        ordering = ["region", "id"]
        indexes = scope_indexes("pilot", "registered_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "batch"],
                condition=~Q(state=State.VOID),
                name="pilot_once",
                violation_error_message="该县已在这一批试点中。",
            ),
            keys.once(
                "region",
                key="batch_key",
                condition=~Q(state=State.VOID),
                name="pilot_key_once",
                violation_error_message="该县已在这一批试点中。",
            ),
            models.CheckConstraint(
                condition=Q(until_year=None) | Q(since_year=None) | Q(until_year__gte=F("since_year")),
                name="pilot_years",
                violation_error_message="结束年份不能早于试行年份。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.batch}"
