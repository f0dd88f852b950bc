"""The door of the texts: what a form, a page or an address brings is cleaned before anybody looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from supervision.ground import texts
from supervision.ground.kinds import clean, text

from .fields import SignatureField

# Not what somebody wrote: what a program made, and passwords, of which every sign counts.
OTHERS = (forms.UUIDField, forms.JSONField, SignatureField)


def clean_texts(fields: Mapping[str, forms.Field], *, refuse: bool = True) -> None:
    """Let the texts among these fields read what was written cleaned.

    A sign that turns the reading is refused at its field; a search leaves it out (`refuse=False`).
    """
    for field in fields.values():
        if is_text(field):
            reads: Any = field
            reads.to_python = partial(_read, field, refuse)


def is_text(field: forms.Field) -> bool:
    """Whether a person writes (or an address says) a text here, one line or several."""
    if isinstance(field, forms.ChoiceField):
        return not isinstance(field, forms.MultipleChoiceField)
    if not isinstance(field, forms.CharField) or isinstance(field, OTHERS):
        return False
    return field.strip and not isinstance(field.widget, forms.PasswordInput)


def _read(field: Any, refuse: bool, value: Any) -> Any:
    if isinstance(value, str):
        if refuse and text.turns(value):
            raise ValidationError(text.TURNED, code="turned")
        value = clean(value, lines=isinstance(field.widget, forms.Textarea))
    return type(field).to_python(field, value)


def typed(data: Mapping[str, Any], name: str, *, lines: bool = False) -> str:
    """A text that a page sends without a form: a reason, a report's number."""
    return texts.read(str(data.get(name, "")), name, lines=lines)


def asked(data: Mapping[str, Any], name: str = "q", most: int = 60) -> str:
    """A word that is looked for."""
    return clean(str(data.get(name, "")))[:most]
