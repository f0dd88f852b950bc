from django.db.models import QuerySet

from supervision.ground import clock, desk
from supervision.ground.desk import choice

from ..vocabulary.laboratory import CertificateKind, LabLevel


class LaboratoryFilterSet(desk.DeskFilterSet):
    q = desk.search_box("编号或机构名称")
    level = choice("级别", LabLevel.choices)
    dual = choice("双认证", [("1", "今日有效"), ("0", "不齐或失效")], method="filter_dual")

    def filter_dual(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        dual = queryset.dual_certified_on(clock.today())
        return dual if value == "1" else queryset.exclude(pk__in=dual.values("pk"))

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(organisation__name__contains=value)


class LaboratoryCertificateFilterSet(desk.DeskFilterSet):
    kind = choice("证书种类", CertificateKind.choices)
    force = choice("有效", [("1", "今日有效"), ("0", "今日无效")], method="filter_force")

    def filter_force(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = clock.today()
        held = {"first_day__lte": today, "last_day__gte": today}
        return queryset.filter(**held) if value == "1" else queryset.exclude(**held)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(laboratory__organisation__name__contains=value)
