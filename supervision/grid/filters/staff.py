from django.db.models import QuerySet

from supervision.ground import clock, desk
from supervision.ground.desk import choice

from ..vocabulary.staff import StaffKind


class StaffFilterSet(desk.DeskFilterSet):
    q = desk.search_box("编号或姓名")
    kind = choice("人员类别", StaffKind.choices)
    duty = choice("是否在岗", [("1", "在岗"), ("0", "已离岗")], method="filter_duty")

    def filter_duty(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        on_duty = queryset.on_duty(clock.today())
        return on_duty if value == "1" else queryset.exclude(pk__in=on_duty.values("pk"))

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(name__contains=value)
