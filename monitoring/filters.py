from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from supervision.ground import kinds
from supervision.ground.desk import Condition, DeskFilterSet, search_box
from supervision.ground.records import LABORATORY_ROLES

from .models import TestOrder


class TestOrderFilterSet(DeskFilterSet):
    """A laboratory is not told where its samples come from, so it cannot ask either."""

    __test__ = False
    q = search_box("盲样编号")
    state = Condition("state").filter(TestOrder)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.post.role in LABORATORY_ROLES:
            self.filters.pop("region", None)

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(code__startswith=kinds.codes.read(value))
