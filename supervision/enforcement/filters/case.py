from django.db.models import Q, QuerySet

from supervision.ground import desk
from supervision.ground.desk import choice

from ..vocabulary.case import Category, Procedure, Progress, Source

REACHED = {
    Progress.LEAD: Q(filed_on=None),
    Progress.FILED: Q(filed_on__isnull=False, decided_on=None),
    Progress.DECIDED: Q(decided_on__isnull=False, closed_on=None),
    Progress.CLOSED: Q(closed_on__isnull=False),
}


class CaseFilterSet(desk.DeskFilterSet):
    q = desk.search_box("编号、当事人或案由")
    category = choice("案件类别", Category.choices)
    source = choice("案件来源", Source.choices)
    procedure = choice("办理程序", Procedure.choices)
    progress = choice("办理进度", Progress.choices, method="filter_progress")

    def filter_progress(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(REACHED[Progress(value)])

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(Q(party__contains=value) | Q(cause__contains=value))
