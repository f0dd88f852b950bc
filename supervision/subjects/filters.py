import django_filters as df
from django.db.models import Q, QuerySet

from supervision.desk.filters import UNKNOWN, DeskFilterSet

from .vocabulary import Grade, Industry, Kind, Status


def _choice(label: str, choices: list) -> df.ChoiceFilter:
    return df.ChoiceFilter(
        label=label, choices=choices, empty_label=f"全部{label}", error_messages={"invalid_choice": UNKNOWN}
    )


class SubjectFilterSet(DeskFilterSet):
    kind = _choice("主体类型", Kind.choices)
    industry = _choice("行业", Industry.choices)
    status = _choice("经营状态", Status.choices)
    credit_grade = _choice("信用等级", Grade.choices)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        """By a part of the name, by its sound ("rqh", "raoqihe"), or by the whole credit code."""
        asked = Q(name__contains=value)
        if value.isascii():
            asked |= Q(pinyin__contains=value.lower()) | Q(credit_code=value.upper())
        return queryset.filter(asked)
