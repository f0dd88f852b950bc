from __future__ import annotations

from django.db import models
from django.db.models import Q

from supervision.ground import history

from ..rules import Harm, Threshold
from ..vocabulary import Level

NUMBERS = ("deaths", "affected", "townships", "counties", "cities")


def _at_least(label: str) -> models.PositiveIntegerField[int | None, int | None]:
    return models.PositiveIntegerField(label, null=True, blank=True)


@history.tracked
class LevelThreshold(models.Model):
    """One line of the table that suggests a level: every number given has to be reached. Unverified until checked."""

    level = models.CharField("级别", max_length=1, choices=Level.choices)
    deaths = _at_least("死亡人数不少于")
    affected = _at_least("受害人数不少于")
    townships = _at_least("涉及乡镇不少于")
    counties = _at_least("涉及县不少于")
    cities = _at_least("涉及设区市不少于")
    words = models.CharField("条文", max_length=100)
    source = models.CharField("出处", max_length=200)
    verified = models.BooleanField("已核对", default=False)
    retired = models.BooleanField("停用", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "分级阈值"
        ordering = ["level", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(**{f"{name}__isnull": True for name in NUMBERS}),
                name="threshold_asks_something",
                violation_error_message="请至少填写一个数字。",
            ),
            models.UniqueConstraint(
                fields=["level", "words"], name="threshold_once", violation_error_message="该条文已在阈值表中。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.words}"

    @property
    def threshold(self) -> Threshold:
        return Threshold(self.level, Harm(**{name: getattr(self, name) for name in NUMBERS}), self.words)
