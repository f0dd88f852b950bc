from __future__ import annotations

from typing import Any

import django_filters as df
from django.db.models import QuerySet

from supervision.ground.desk import UNKNOWN, DeskFilterSet, called_all, search_box
from supervision.ground.records import LABORATORY_ROLES

from .vocabulary import Action, Kind, Level, Method, OrderState, Rapid, RecordCheck, Taking, Verdict

SHOWN_VERDICTS = [(v.value, v.label) for v in (Verdict.PENDING, Verdict.PASS, Verdict.FAIL, Verdict.UNDETERMINED)]


def choice(label: str, choices: Any, **more: Any) -> df.ChoiceFilter:
    return df.ChoiceFilter(
        label=label, choices=choices, empty_label=f"全部{label}", error_messages={"invalid_choice": UNKNOWN}, **more
    )


class SampleFilterSet(DeskFilterSet):
    level = choice("任务层级", Level.choices)
    kind = choice("监测种类", Kind.choices)
    method = choice("检测方法", Method.choices)
    verdict = choice("判定", SHOWN_VERDICTS)
    rapid = choice("快检结果", [pair for pair in Rapid.choices if pair[0]])
    taking = choice("抽样结果", Taking.choices)
    record_check = choice("生产记录检查", RecordCheck.choices)
    todo = choice(
        "待办",
        [("unhandled", "不合格待处置"), ("unjudged", "检出禁限用农药待人工判定"), ("unconfirmed", "快检阳性待确证")],
        method="filter_todo",
    )

    def filter_todo(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return getattr(queryset, value)()


class TestOrderFilterSet(DeskFilterSet):
    """A laboratory is not told where its samples come from, so it cannot ask either."""

    __test__ = False
    q = search_box("盲样编号")
    state = choice("状态", OrderState.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.post.role in LABORATORY_ROLES:
            self.filters.pop("region", None)

    def filter_q(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(code__startswith=value.strip().upper())


class HandlingFilterSet(DeskFilterSet):
    action = choice("处置方式", Action.choices)

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(called_all(value, "sample__subject__"))


class RetestFilterSet(DeskFilterSet):
    verdict = choice("复检结论", SHOWN_VERDICTS[:3])

    def filter_name(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(called_all(value, "sample__subject__"))


class TaskFilterSet(DeskFilterSet):
    q = search_box("任务名称")
    level = choice("任务层级", Level.choices)
    kind = choice("监测种类", Kind.choices)
    method = choice("检测方法", Method.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("state", "region"):
            self.filters.pop(name, None)

    def filter_q(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(name__contains=value.strip())
