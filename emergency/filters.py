import django_filters as df
from django.db.models import Q, QuerySet

from supervision.ground.desk import UNKNOWN, DeskFilterSet, search_box

from .vocabulary import Level, Status


def _choice(label: str, choices: list, field: str) -> df.ChoiceFilter:
    return df.ChoiceFilter(
        label=label,
        field_name=field,
        choices=choices,
        empty_label=f"全部{label}",
        error_messages={"invalid_choice": UNKNOWN},
    )


class IncidentFilterSet(DeskFilterSet):
    q = search_box("编号、标题或内容")
    status = _choice("处置状态", Status.choices, "status")
    level = _choice("定级", Level.choices, "level")
    drill = df.ChoiceFilter(
        label="演练",
        field_name="drill",
        choices=[("False", "不含演练"), ("True", "只看演练")],
        empty_label="含演练",
        error_messages={"invalid_choice": UNKNOWN},
    )

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(Q(title__contains=value) | Q(text__contains=value))


class DeterminationFilterSet(DeskFilterSet):
    q = search_box("编号、事件或文号")
    level = _choice("认定级别", Level.choices, "level")

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(Q(document__contains=value) | Q(incident__title__contains=value))
