"""What stands in a form: what of it is its content, how it would be sent again, how a person reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from supervision.ground import kinds, records, sent
from supervision.ground.files import TAKEN_OFF, TAKEN_OFF_WHY

from . import doubts
from .fields import FilesField, SignatureField

OWN = ("client_key", "version", doubts.SURE, TAKEN_OFF, TAKEN_OFF_WHY)
PLACE = ("latitude", "longitude", "accuracy")  # the next fix differs by some metres, and it is the same visit
UPLOADED = (FilesField, SignatureField)
EMPTY = "（空）"


def names_of(form: Any) -> Iterator[str]:
    """The fields that a person fills in, without the desk's own."""
    return (name for name in form.fields if name not in OWN)


def typed(form: Any, name: str) -> Any:
    """What was sent for a field, whether it can be read or not."""
    widget = form.fields[name].widget
    return widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def content_of(form: Any, only: Collection[str] = ()) -> dict[str, Any]:
    """What two sendings are compared by: everything asked, unless the register names `only` some of it."""
    apart = {*PLACE, *form.apart}
    wanted = [name for name in names_of(form) if (name in only if only else name not in apart)]
    wanted += [name for name in (TAKEN_OFF, TAKEN_OFF_WHY) if name in form.fields and typed(form, name)]
    return {name: _comparable(form.fields[name], typed(form, name)) for name in wanted}


def matter_of(form: Any, names: Sequence[str]) -> str:
    """The digest of what it is about; of nothing unless all of it is filled in."""
    told = {name: typed(form, name) for name in names if name in form.fields}
    return sent.digest_of(told) if told and len(told) == len(names) and all(told.values()) else ""


def _comparable(field: Any, value: Any) -> Any:
    """3.0 is 3; what is no number is compared as it was typed."""
    if isinstance(field, forms.IntegerField) and isinstance(value, str):  # decimals are of its kind too
        try:
            return kinds.numbers.shown(kinds.numbers.read(value))
        except kinds.Unreadable:
            return value
    return value


def as_sent(form: Any, name: str) -> dict[str, list[str]]:
    """How the page of this form, sent untouched, would send a field: the values by the names of its controls."""
    field, bound = form.fields[name], form[name]
    value, widget = bound.value(), field.widget
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: ["on"] if widget.check_test(value) else []}
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        return {f"{bound.html_name}_{at}": [str(part)] for at, part in enumerate(parts) if part is not None}
    if isinstance(value, dt.date):  # as the browser's own boxes write it, a moment to the minute
        text = timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
        return {bound.html_name: [text.isoformat()[:16]]}
    shown = widget.format_value(value)
    if isinstance(widget, ChoiceWidget):
        return {bound.html_name: [str(one) for one in shown if one not in ("", None)]}
    return {bound.html_name: ["" if shown is None else str(shown)]}


def said(form: Any, name: str, value: Any) -> str:
    """A value as a person reads it: the label of a choice, a number of files."""
    field = form.fields[name]
    if isinstance(field, UPLOADED):
        many = len([one for one in (value if isinstance(value, list) else [value]) if one])
        return ("已签名" if isinstance(field, SignatureField) else f"{many} 个文件") if many else EMPTY
    if isinstance(field, forms.BooleanField):
        return "是" if field.widget.check_test(value) or value is True else "否"
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        return _rows_said(field, value)
    if hasattr(field, "choices"):
        labels = dict(_flat(field.choices))
        given = value if isinstance(value, list | tuple) else [value]
        return "、".join(str(labels.get(str(one), one)) for one in given if one not in ("", None)) or EMPTY
    return _text(value)


def _text(value: Any) -> str:
    if value in (None, ""):
        return EMPTY
    if isinstance(value, str):
        day = parse_date(value) if len(value) == 10 else None
        moment = parse_datetime(value) if day is None and "T" in value else None
        return f"{day:%Y-%m-%d}" if day else f"{moment:%Y-%m-%d %H:%M}" if moment else value
    return str(value)


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(one), said) for one, said in label)
        else:
            yield str(value), label


def _rows_said(field: Any, value: Any) -> str:
    keys = [str(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value]) if one]
    if not keys:
        return EMPTY
    attribute = field.to_field_name or "pk"
    try:
        rows = list(field.queryset.filter(**{f"{attribute}__in": keys}))
    except (TypeError, ValueError):
        rows = []
    return "、".join(field.label_from_instance(row) for row in rows) or "、".join(keys)


@dataclass(frozen=True)
class Difference:
    """A field that says two things: what is saved, and what was sent now."""

    name: str
    label: str
    saved: str
    typed: str


def differences(form: Any, saved: Any, row: Any) -> list[Difference]:
    """Where what was sent is not what is saved: `saved` is the form of the row as a correction would open it."""
    found = []
    for name in names_of(form):
        field, now = form.fields[name], typed(form, name)
        if field.widget.is_hidden or name not in saved.fields or isinstance(field, UPLOADED):
            continue
        saved.fields[name].disabled = False  # what no correction may change is compared as well
        was = saved.get_initial_for_field(saved.fields[name], name)
        if (sealed := _sealed(row, name, now)) is not None:
            if sealed:
                found.append(Difference(name, str(field.label), sealed, said(form, name, now)))
        elif saved.fields[name].has_changed(was, now):
            shown = said(saved, name, saved[name].value())
            found.append(Difference(name, str(field.label), shown, said(form, name, now)))
    return found


def _sealed(row: Any, name: str, now: Any) -> str | None:
    """Of a sealed personal value only its last signs are told, and only if another one was typed; None: not sealed."""
    kept = getattr(row, f"{name}_sealed", None)
    if kept is None:
        return None
    if not now or records.sealed.unseal(kept) == str(now).strip():
        return ""
    tail = getattr(row, f"{name}_tail", "")
    return f"尾号 {tail}" if tail else EMPTY
