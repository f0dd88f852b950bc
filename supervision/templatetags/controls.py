"""Form controls: each widget gets the class of its sort; pages never repeat them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

APART = ("hidden", "files")  # not in the sections: what is hidden, and the files that stand on the record already
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
DJANGO_ROWS = "10"  # what Django gives a Textarea nobody sized: too tall for a phone
CLASSES = {"text": "form-control", "area": "form-control", "select": "form-select", "file": "form-control"}


def kind(field: BoundField) -> str:
    """signature, hidden, choices, check, file, select, area or text; a form may say it with attrs `data-na`."""
    widget = field.field.widget
    if asked := widget.attrs.get("data-na"):
        return asked
    if field.name == "signature":
        return "signature"
    for name, types in (
        ("hidden", (forms.HiddenInput, forms.MultipleHiddenInput)),
        ("choices", CHOICES),
        ("check", (forms.CheckboxInput,)),
        ("file", (forms.FileInput,)),
        ("select", (forms.Select,)),
        ("area", (forms.Textarea,)),
    ):
        if isinstance(widget, types):
            return name
    return "text"


def render(field: BoundField) -> SafeString:
    sort = kind(field)
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    own = widget.attrs.get("class", "")
    if name := CLASSES.get(sort):
        attrs["class"] = f"{name} {own}".strip()
    if sort == "area":
        attrs["rows"] = 3 if str(widget.attrs.get("rows")) == DJANGO_ROWS else widget.attrs.get("rows")
    if isinstance(field.field, (forms.DecimalField, forms.FloatField)):
        attrs["inputmode"] = "decimal"
    elif isinstance(field.field, forms.IntegerField) and sort == "text":
        attrs["inputmode"] = "numeric"
    if field.errors:
        attrs["aria-invalid"] = "true"
        attrs["aria-describedby"] = f"{field.auto_id}_error"
    elif field.help_text and sort != "choices":
        attrs["aria-describedby"] = f"{field.auto_id}_helptext"
    if field.errors and isinstance(widget, forms.DateInput):
        widget.input_type = "text"  # a calendar would throw away the wrong date that was typed
    else:
        _use_the_browsers_calendar(widget)
    return field.as_widget(attrs=attrs)


def _use_the_browsers_calendar(widget: forms.Widget) -> None:
    """A form's widgets are its own copies.  Browsers want ISO values whatever the locale writes."""
    for sort, name, shape in (
        (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
        (forms.DateInput, "date", "%Y-%m-%d"),
    ):
        if isinstance(widget, sort) and widget.input_type in ("text", name):
            widget.input_type, widget.format = name, shape


def sections(form: forms.BaseForm) -> list[tuple[str, list[BoundField]]]:
    declared = getattr(form, "sections", None) or []
    placed: set[str] = set()
    groups = []
    for title, names in declared:
        present = [name for name in names if name in form.fields]
        placed.update(present)
        if fields := [form[name] for name in present if kind(form[name]) not in APART]:
            groups.append((title, fields))
    rest = [form[name] for name in form.fields if name not in placed and kind(form[name]) not in APART]
    if rest:
        groups.append(("其他" if groups else "", rest))
    return groups
