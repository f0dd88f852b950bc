import django_filters as df
from django.db.models import QuerySet

from supervision.ground.desk import UNKNOWN, DeskFilterSet, search_box
from supervision.ground.records import State

from .models import Edition
from .vocabulary import Mark


class CertificateFilterSet(DeskFilterSet):
    q = search_box("证号或承诺主体", "名称、拼音首字母或证号")
    state = df.ChoiceFilter(
        label="状态",
        choices=[(State.SUBMITTED.value, "已开具"), (State.VOID.value, "已作废")],
        empty_label="全部状态",
        error_messages={"invalid_choice": UNKNOWN},
    )
    mark = df.ChoiceFilter(
        label="监管标注", choices=Mark.choices, empty_label="全部标注", error_messages={"invalid_choice": UNKNOWN}
    )
    edition = df.ModelChoiceFilter(
        label="证样版本",
        queryset=Edition.objects.all(),
        empty_label="全部版本",
        error_messages={"invalid_choice": UNKNOWN},
    )
    product = df.CharFilter(label="产品", field_name="product_name", lookup_expr="contains", max_length=60)


class PilotFilterSet(DeskFilterSet):
    q = search_box("编号或县（市、区）")

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        """By the county's name: a pilot has no subject."""
        return queryset.filter(county__name__contains=value)
