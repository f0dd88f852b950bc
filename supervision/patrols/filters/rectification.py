from django.db.models import QuerySet

from supervision.ground import clock, desk
from supervision.ground.desk import choice

from ..vocabulary.rectification import Stage


class RectificationFilterSet(desk.DeskFilterSet):
    stage = choice("整改进度", Stage.choices)
    overdue = choice("是否逾期", [("1", "已逾期未销号")], method="filter_overdue")

    def filter_overdue(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.overdue(clock.today())
