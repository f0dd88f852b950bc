"""Conditions of which several hold at once: ticked boxes, and those that a cell of 自定义统计 asks its list for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import django_filters as df
from django import forms

from . import narrowing
from .dimensions import Cut, Dimension, Unknown


class Ticks(forms.MultipleChoiceField):
    """Boxes to tick; a command says one of them as it says any other value, and a form left alone says nothing."""

    def to_python(self, value: Any) -> list[str]:
        said = [value] if isinstance(value, str) else value or []
        return [str(one) for one in said if one]


class TicksFilter(df.MultipleChoiceFilter):
    field_class = Ticks


class Cells(Ticks):
    """What a cell of 自定义统计 asks its list for: `dimension:value`, all of them at once."""

    dimensions: Callable[[], Mapping[str, Dimension]] = staticmethod(dict)
    within: Any = None  # the rows that the post sees, and the year of the list: given by the filter set
    year = 0
    widget = forms.MultipleHiddenInput
    MOST = 12

    def clean(self, value: Any) -> Any:
        found, asked = [], self.to_python(value)
        if len(asked) > self.MOST:
            raise forms.ValidationError(f"统计条件最多 {self.MOST} 个，现有 {len(asked):,} 个，请从统计表重新打开。")
        for one in asked:
            name, _, text = one.partition(":")
            dimension = self.dimensions().get(name)
            try:
                if dimension is None:
                    raise Unknown
                dimension.read(text)
            except Unknown:
                raise forms.ValidationError(narrowing.UNKNOWN % {"value": one[:40]}) from None
            found.append(Cut(dimension, text, self.within, self.year))
        return found


class CellFilter(df.MultipleChoiceFilter):
    field_class = Cells
