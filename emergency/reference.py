"""The first threshold table: the ministry's plan of 2014 as second-hand sources give it, not checked (待核)."""

from __future__ import annotations

from django.db import transaction

from supervision.ground import history
from supervision.ground.people import Post

from .models import LevelThreshold
from .vocabulary import Level

SOURCE = "农业部农产品质量安全突发事件应急预案（2014），二手摘录，待核对；各地预案不同，请按本市预案修改。"
THRESHOLDS = (
    (Level.II, "涉及两个以上设区市", {"cities": 2}),
    (Level.II, "受害一百人以上并出现死亡", {"affected": 100, "deaths": 1}),
    (Level.II, "死亡十人以上", {"deaths": 10}),
    (Level.III, "涉及两个以上县（市、区）", {"counties": 2}),
    (Level.III, "受害一百人以上", {"affected": 100}),
    (Level.III, "出现死亡", {"deaths": 1}),
    (Level.IV, "涉及两个以上乡镇", {"townships": 2}),
    (Level.IV, "受害三十人以上", {"affected": 30}),
)


@transaction.atomic
def load(*, by: Post | None = None) -> dict[str, int]:
    """Fill an empty table; a table that somebody keeps is left alone."""
    if not LevelThreshold.objects.exists():
        with history.acting(by, "载入分级阈值"):
            LevelThreshold.objects.bulk_create(
                LevelThreshold(level=level, words=words, source=SOURCE, **numbers)
                for level, words, numbers in THRESHOLDS
            )
    return {"分级阈值": LevelThreshold.objects.count()}
