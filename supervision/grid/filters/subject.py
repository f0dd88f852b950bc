from django.db.models import Q, QuerySet

from supervision.ground.desk import DeskFilterSet, called, choice, search_box
from supervision.ground.subjects import Grade, Industry, Kind, Status


class SubjectFilterSet(DeskFilterSet):
    q = search_box("名称或编号", "名称、拼音首字母、编号或信用代码")
    kind = choice("主体类型", Kind.choices)
    industry = choice("行业", Industry.choices)
    status = choice("经营状态", Status.choices)
    credit_grade = choice("信用等级", Grade.choices)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        """By parts of the name, by its sound ("rqh", "raoqihe"), or by the whole credit code."""
        for word in value.split():
            queryset = queryset.filter(called(word) | Q(credit_code=word.upper()))
        return queryset
