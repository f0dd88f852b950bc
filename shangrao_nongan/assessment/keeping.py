"""The rows behind a score as they were when it was made: version, state, verdict.

A score opens down to its rows for years. Rows change meanwhile: a sample is voided, a verdict corrected. What is
shown under a score is what was scored, and a row that is otherwise now says so (计分后已变更).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

ALWAYS = ("version", "state")


def fields_of(label: str, more: Collection[str]) -> list[str]:
    """The fields that are kept of a model's rows: those of the list that it has."""
    return [name for name in (*ALWAYS, *more) if _field(apps.get_model(label), name) is not None]


def keys_of(counted: Collection[Any], left_out: Collection[Any]) -> set[str]:
    """The keys behind a number; "key:part" of what stands for several things is no row's."""
    return {str(key) for key in [*counted, *(key for key, _ in left_out)] if str(key).isdecimal()}


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def rows_of(label: str, names: Collection[str], keys: Collection[Any]) -> dict[str, list[Any]]:
    """{key: [value, …]} of the rows with these keys, in one query. What is no row's key is left alone."""
    plain = {int(key) for key in keys if str(key).isdecimal()}
    if not (label and names and plain):
        return {}
    rows = apps.get_model(label)._base_manager.filter(pk__in=plain).values_list("pk", *names)
    return {str(key): [_plain(value) for value in values] for key, *values in rows}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str, bool)) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def said(label: str, names: Collection[str], values: Collection[Any]) -> str:
    """第3版 · 已审核 · 不合格."""
    found = []
    for name, value in zip(names, values, strict=False):
        if value in (None, ""):
            continue
        field = _field(apps.get_model(label), name)
        labels: Mapping[Any, Any] = dict(field.flatchoices) if field is not None else {}
        if name == "version":
            found.append(f"第{value}版")
        elif labels:
            found.append(str(labels.get(value, value)))
        elif isinstance(value, bool):
            found.append(f"{field.verbose_name}：{'是' if value else '否'}")
        else:
            found.append(str(value))
    return " · ".join(found)


def compared(label: str, kept: Mapping[str, Any], keys: Collection[Any]) -> dict[str, tuple[str, str]]:
    """{key: (as it was, what it is now where that differs)} of the rows of one page."""
    names, then = kept.get("fields", []), kept.get("rows", {})
    now = rows_of(label, names, [key for key in keys if str(key) in then])
    found = {}
    for key in map(str, keys):
        if key in then:
            current = now.get(key)
            changed = "" if current == then[key] else said(label, names, current or []) or "记录已不存在"
            found[key] = (said(label, names, then[key]), changed)
    return found
