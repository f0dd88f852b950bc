from typing import Any

import django_filters as df
from django.db.models import QuerySet

from supervision.ground.desk import UNKNOWN, Condition, DeskFilterSet, has, search_box
from supervision.ground.records import State

from .models import Certificate, Edition


class CertificateFilterSet(DeskFilterSet):
    q = search_box("证号或承诺主体", "名称、拼音首字母或证号")
    state = Condition("state", "状态", [(State.SUBMITTED.value, "已开具"), (State.VOID.value, "已作废")]).filter(
        Certificate
    )
    mark = Condition("mark", all="全部标注").filter(Certificate)
    edition = df.ModelChoiceFilter(
        label="证样版本",
        queryset=Edition.objects.all(),
        empty_label="全部版本",
        error_messages={"invalid_choice": UNKNOWN},
    )
    subject_kind = Condition("subject_kind", "主体类型", path="subject__kind").filter(Certificate)
    product = df.CharFilter(label="产品", method="filter_product", max_length=60)

    def filter_product(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(has("product_name", value))
