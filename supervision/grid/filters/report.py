from django.db.models import QuerySet

from supervision.ground import desk
from supervision.ground.desk import choice

from ..vocabulary.report import Cycle


class WorkReportFilterSet(desk.DeskFilterSet):
    q = desk.search_box("编号或标题")
    cycle = choice("类型", Cycle.choices)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(title__contains=value)
