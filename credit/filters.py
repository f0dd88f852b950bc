import django_filters as df

from supervision.ground.desk import UNKNOWN, DeskFilterSet
from supervision.ground.subjects import Grade, Kind

from .vocabulary import Family


def _choice(label: str, choices: list, field: str = "") -> df.ChoiceFilter:
    return df.ChoiceFilter(
        label=label,
        field_name=field or None,
        choices=choices,
        empty_label=f"全部{label}",
        error_messages={"invalid_choice": UNKNOWN},
    )


class FileFilterSet(DeskFilterSet):
    state = None
    grade = _choice("信用等级", Grade.choices, "grade")
    kind = _choice("主体类型", Kind.choices, "subject__kind")


class EntryFilterSet(DeskFilterSet):
    state = None
    family = _choice("类别", Family.choices, "family")
    direct_grade = _choice("直接定级", Grade.choices, "direct_grade")


class OverrideFilterSet(DeskFilterSet):
    grade = _choice("调整为", Grade.choices, "grade")


class ObjectionFilterSet(DeskFilterSet):
    """Nothing beyond what every register has."""
