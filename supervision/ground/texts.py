"""The floor under every writer: what is put into a row's texts is cleaned, whichever door it came through.

Forms, imports and searches clean as well, so that a person is told at the field; here nobody gets around it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from supervision.ground.errors import RuleViolation
from supervision.ground.keys import KeyField
from supervision.ground.kinds import LONG_FROM, clean, masks, text

M = TypeVar("M", bound=models.Model)
OURS = ("_sealed", "_digest", "_tail")  # made by the program, of other texts


class PrintedField(models.CharField[Any, Any]):
    """A number as somebody else printed it (a certificate, a seal, a report, a document): one width for one number."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


@cache
def columns(model: type[models.Model]) -> tuple[tuple[models.Field[Any, Any], bool], ...]:
    """The columns that hold what somebody wrote, each with whether it may have lines."""
    return tuple((field, has_lines(field)) for field in model._meta.concrete_fields if _written(field))


def has_lines(field: Any) -> bool:
    return not field.max_length or isinstance(field, models.TextField) or field.max_length >= LONG_FROM


def _written(field: Any) -> bool:
    if isinstance(field, ArrayField):
        return _written(field.base_field)
    if not isinstance(field, (models.CharField, models.TextField)) or isinstance(field, KeyField):
        return False
    return not field.choices and not field.name.endswith(OURS) and field.name != "password"


def put(row: models.Model, changes: Mapping[str, Any]) -> None:
    """Give a row its new values. A number that somebody copied from where it was masked is the one it had."""
    for name, value in changes.items():
        old = getattr(row, name, None) if isinstance(value, str) else None
        setattr(row, name, masks.unmasked(old, value) if isinstance(old, str) else value)


def tidy(row: M, names: Collection[str] | None = None) -> M:
    """Clean the texts of a row (or those of them that were changed); a sign that turns the reading is refused."""
    for field, lines in columns(type(row)):
        if names is not None and field.name not in names:
            continue
        value = getattr(row, field.attname)
        if isinstance(value, str):
            text_read = read(value, field.name, lines=lines)
            setattr(row, field.attname, text.half_width(text_read) if isinstance(field, PrintedField) else text_read)
        elif isinstance(value, list):
            setattr(row, field.attname, [read(one, field.name) if isinstance(one, str) else one for one in value])
    return row


def read(value: str, field: str | None = None, *, lines: bool = False) -> str:
    """What was written, cleaned; refused at its field where a hidden sign would make it read otherwise."""
    if text.turns(value):
        raise RuleViolation(text.TURNED, field=field)
    return clean(value, lines=lines)
