"""The conditions a list has without saying them: they follow from its columns.

A choice, a yes or no, the product, the laboratory, the kind and grade of the subject, who entered the row: whatever
the list shows can be asked for. They stand folded behind those that the register names itself (`asked`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import django_filters as df
from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from supervision.ground.people import Organisation, Post
from supervision.ground.subjects import Grade, Kind, Product, Subject

from .columns import Column
from .finding import in_one_of

UNKNOWN = "没有“%(value)s”这个选项。"
FLAGS = [("True", "是"), ("False", "否")]
NEVER = ("state", "late_why")  # the first is every list's own, the second has its own question
Pairs = Sequence[tuple[Any, str]]


class QuickSelect(forms.Select):
    """A select of hundreds of options, written in one go: by templates it would take longer than the rows."""

    words: Mapping[str, str] = {}  # by what else an option is found: other names, its sound

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        inside = format_html_join("", "{}", ((self._one(pair, chosen),) for pair in self.choices))
        return format_html(
            "<select{}>{}</select>", flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})), inside
        )

    def _one(self, pair: Any, chosen: set[str]) -> SafeString:
        value, label = pair
        if isinstance(label, (list, tuple)):
            inside = format_html_join("", "{}", ((self._one(one, chosen),) for one in label))
            return format_html('<optgroup label="{}">{}</optgroup>', value, inside)
        key = "" if value is None else str(value)
        attrs = {"value": key, "selected": key in chosen}
        if words := self.words.get(key):
            attrs["data-words"] = words
        return format_html("<option{}>{}</option>", flatatt(attrs), label)


def choice(label: str, path: str, choices: Pairs, method: Any = None) -> df.ChoiceFilter:
    return df.ChoiceFilter(
        label=label,
        field_name=path,
        choices=choices,
        empty_label=f"全部{label}",
        error_messages={"invalid_choice": UNKNOWN},
        method=method,
    )


def offered(label: str, path: str, rows: Callable[[], Any], method: Any = None) -> df.ChoiceFilter:
    """One of a dictionary, by typing; `rows` gives (key, name, words) and is asked when a list is opened."""
    found = choice(label, path, [], method)
    found.extra["widget"] = QuickSelect(attrs={"data-na-search": "here", "data-placeholder": f"全部{label}，输入查找"})
    found.offers = rows  # type: ignore[attr-defined]
    return found


def products() -> Any:
    known = Product.objects.order_by("code").values_list("pk", "name", "pinyin", "aliases")
    return [(pk, name, f"{pinyin} {aliases}") for pk, name, pinyin, aliases in known]


def offer(found: df.Filter) -> None:
    """Ask the dictionary of a condition, once for each list."""
    if rows := getattr(found, "offers", None):
        asked = list(rows())
        widget = found.extra["widget"] = QuickSelect(attrs=dict(found.extra["widget"].attrs))
        widget.words = {str(pk): words for pk, _name, words in asked}
        found.extra["choices"] = [(pk, name) for pk, name, _words in asked]


def by_name(label: str, path: str) -> df.CharFilter:
    """A person by a part of the name."""
    return df.CharFilter(
        label=label,
        max_length=30,
        method=lambda rows, _name, value: rows.filter(in_one_of((f"{path}__user__name",), value)),
    )


def derived(model: type[models.Model], columns: Sequence[Column], taken: set[str]) -> dict[str, tuple[str, df.Filter]]:
    """By name: the column it comes from, and the condition. What is named already (by name or by field) is left out."""
    found: dict[str, tuple[str, df.Filter]] = {}
    for column in columns:
        for name, one in _of(model, column).items():
            if name not in taken and one.field_name not in taken:
                found.setdefault(name, (column.name, one))
    return found


def _of(model: type[models.Model], column: Column) -> dict[str, df.Filter]:
    path = column.name
    if isinstance(column.expr, str):  # the name of what is pointed at
        path = column.expr.rpartition("__")[0] or column.expr
        path = path.removesuffix("__user")
    field = field_at(model, path)
    if field is None or path in NEVER:
        return {}
    if isinstance(field, models.ForeignKey):
        return _of_relation(column, path, field.related_model)
    if path != column.name:
        return {}
    if isinstance(field, models.BooleanField):
        return {path: choice(column.label, path, FLAGS)}
    if field.choices and isinstance(field, (models.CharField, models.IntegerField)):
        return {path: choice(column.label, path, [pair for pair in field.flatchoices if pair[0] not in ("", None)])}
    return {}


def _of_relation(column: Column, path: str, to: Any) -> dict[str, df.Filter]:
    if to is Product:
        return {column.name: offered(column.label, path, products)}
    if to is Subject:
        return {
            "subject_kind": choice("主体类型", f"{path}__kind", Kind.choices),
            "subject_grade": choice("主体信用等级", f"{path}__credit_grade", Grade.choices),
        }
    if to is Post and path == "made_by":
        return {path: by_name(column.label, path)}
    if to is Organisation or to.__name__ == "Laboratory":
        return {f"{column.name}_name": _named(column, path, to)}
    return {}


def _named(column: Column, path: str, to: Any) -> df.CharFilter:
    """A unit by a part of its name."""
    end = "name" if to is Organisation else "organisation__name"
    return df.CharFilter(
        label=column.label,
        field_name=path,
        max_length=30,
        method=lambda rows, _name, value: rows.filter(in_one_of((f"{path}__{end}",), value)),
    )


def field_at(model: type[models.Model], path: str) -> Any:
    """The field at the end of a path, or nothing where there is none."""
    at: Any = model
    field: Any = None
    for step in path.split("__"):
        if at is None:
            return None
        try:
            field = at._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        at = getattr(field, "related_model", None)
    return field
