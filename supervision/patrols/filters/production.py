from django.db.models import QuerySet

from supervision.ground import desk
from supervision.ground.desk import choice


class ProductionFilterSet(desk.DeskFilterSet):
    too_early = choice("间隔期", [("1", "未到即收获")], method="filter_too_early")

    def filter_too_early(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(too_early=True)
