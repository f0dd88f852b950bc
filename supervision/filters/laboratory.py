from django.db.models import QuerySet

from supervision import clock, desk
from supervision.vocabulary.laboratory import LabLevel

from .choice import choice


class LaboratoryFilterSet(desk.DeskFilterSet):
    q = desk.search_box("编号或机构名称")
    level = choice("级别", LabLevel.choices)
    dual = choice("双认证", [("1", "今日有效"), ("0", "不齐或失效")], method="filter_dual")

    def filter_dual(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        dual = queryset.dual_certified_on(clock.today())
        return dual if value == "1" else queryset.exclude(pk__in=dual.values("pk"))

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(organisation__name__contains=value)
