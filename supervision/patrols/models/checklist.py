"""The checklists (巡查表) of the industries, as editions: a patrol keeps the one it was made with.

Seven points at least are usual: 生产记录、投入品购买、用药、保鲜剂添加剂、废弃物、合格证与追溯、其他; the law's daily
inspection asks for 产地环境、投入品、生产记录、合格证 (农产品质量安全法第五十二条).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet

from supervision.ground import editions, history
from supervision.ground.subjects import Industry


@history.tracked
class Checklist(editions.Edition):
    """What is asked at a visit to a subject of one industry; `code` is stored with the answers."""

    key = models.CharField("行业", max_length=40, choices=Industry.choices)

    class Meta(editions.Edition.Meta):
        verbose_name = verbose_name_plural = "检查表"

    def labels(self) -> dict[str, str]:
        return {item.code: item.label for item in self.items.all()}


@history.tracked
class ChecklistItem(editions.Item):
    """One question; its `code` is the key of the answer."""

    edition = models.ForeignKey(Checklist, models.CASCADE, related_name="items", verbose_name="检查表")
    basis = models.CharField("法律依据", max_length=200, blank=True)
    wording = models.CharField("常用问题表述", max_length=500, blank=True)

    class Meta(editions.Item.Meta):
        verbose_name = verbose_name_plural = "检查项"


def fitting(known: editions.Timeline[Checklist], industry: str, day: dt.date) -> Checklist | None:
    """The one in force; where there is none, the last that began before, and before the first one the first.

    A visit is never held up because a paper is missing.
    """
    found = known.applies(industry, day)
    if found is not None:
        return found
    there = known.of(industry)
    begun = [one for one in there if one.valid_from <= day]
    return begun[-1] if begun else next(iter(there), None)


def checklist_for(industry: str, day: dt.date) -> Checklist | None:
    """The checklist of an industry for a visit on `day`; None on a site that has none at all."""
    return fitting(editions.read(Checklist, {industry}), industry, day)


def name_of(code: str) -> QuerySet[Any, Any]:
    """The name behind the stored code, for a column: `code` is its path."""
    return Checklist.objects.filter(code=OuterRef(code)).values("name")[:1]
