from typing import Any

from django.db.models import Q, QuerySet

from supervision.ground import kinds
from supervision.ground.desk import Condition, DeskFilterSet, called, search_box
from supervision.ground.subjects import Subject


class SubjectFilterSet(DeskFilterSet):
    q = search_box("名称或编号", "名称、拼音首字母、编号或信用代码")
    kind = Condition("kind").filter(Subject)
    industry = Condition("industry").filter(Subject)
    status = Condition("status").filter(Subject)
    credit_grade = Condition("credit_grade").filter(Subject)

    def filter_name(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        """By parts of the name, by its sound ("rqh", "raoqihe"), or by the whole credit code."""
        for word in value.split():
            queryset = queryset.filter(called(word) | Q(credit_code=kinds.codes.read(word)))
        return queryset
