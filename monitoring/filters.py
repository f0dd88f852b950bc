from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import QuerySet

from supervision.ground.desk import UNKNOWN, Condition, DeskFilterSet, search_box
from supervision.ground.records import LABORATORY_ROLES

from .models import Correction, TestOrder
from .vocabulary import CorrectionState


class TestOrderFilterSet(DeskFilterSet):
    """A laboratory is not told where its samples come from, so it cannot ask either."""

    __test__ = False
    q = search_box("盲样编号、报告编号或产品")
    state = Condition("state").filter(TestOrder)
    correction = df.ChoiceFilter(
        label="更正", choices=CorrectionState.choices, empty_label="不限更正", method="filter_correction",
        error_messages={"invalid_choice": UNKNOWN},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.post.role in LABORATORY_ROLES:
            self.filters.pop("region", None)

    def filter_correction(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Of corrections under way only whoever takes part in them knows."""
        mine = Correction.objects.visible_to(self.post).filter(state=value)
        return queryset.filter(pk__in=mine.values("order"))
