"""What the audit pages are narrowed by: who and which unit by the columns, the place, the days, the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from supervision.ground import desk

UNKNOWN = desk.UNKNOWN


class AuditFilterSet(desk.DeskFilterSet):
    """`MOMENT` is the column of the wall clock that the days are asked of."""

    MOMENT = "at"
    q = desk.search_box("人员、单位或事项")
    state = None  # type: ignore[assignment]  # how a filter set leaves out one of its base

    def filter_since(self, queryset: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.MOMENT}__gte": _midnight(value)})

    def filter_until(self, queryset: QuerySet[Any], name: str, value: dt.date) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.MOMENT}__lt": _midnight(value + dt.timedelta(days=1))})


def of(moment: str, *conditions: tuple[Any, desk.Condition]) -> type[AuditFilterSet]:
    own: dict[str, Any] = {one.name: one.filter(model) for model, one in conditions}
    return type("AuditFilterSet", (AuditFilterSet,), {"MOMENT": moment, **own})


def register(model: Any, choices: Sequence[tuple[str, str]]) -> tuple[Any, desk.Condition]:
    return model, desk.Condition("register", "台账", choices)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
