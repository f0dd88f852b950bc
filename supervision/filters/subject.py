from django.db.models import Q, QuerySet

from supervision.desk.filters import DeskFilterSet
from supervision.subjects.vocabulary import Grade, Industry, Kind, Status

from .choice import choice


class SubjectFilterSet(DeskFilterSet):
    kind = choice("主体类型", Kind.choices)
    industry = choice("行业", Industry.choices)
    status = choice("经营状态", Status.choices)
    credit_grade = choice("信用等级", Grade.choices)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        """By a part of the name, by its sound ("rqh", "raoqihe"), or by the whole credit code."""
        asked = Q(name__contains=value)
        if value.isascii():
            asked |= Q(pinyin__contains=value.lower()) | Q(credit_code=value.upper())
        return queryset.filter(asked)
