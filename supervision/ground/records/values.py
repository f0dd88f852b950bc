"""What a single value of a record may be, by its column: asked of every record before it is written, whoever writes.

The framework's own check of a model asks the database for each key and speaks its own words; of many rows that is too
slow, and nobody reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models

from supervision.ground import kinds
from supervision.ground.errors import refuse_all
from supervision.ground.texts import has_lines

POSITION = ("latitude", "longitude")
UNLIKE = object()  # no value is this one
OURS = (MaxLengthValidator, MaxValueValidator, MinValueValidator)


def check_values(record: models.Model) -> None:
    """Refuse with everything that no column may hold, each at its field."""
    refuse_all(faults(record))


def faults(record: models.Model) -> Iterator[tuple[str | None, str]]:
    wrong = False
    for field, name, usual in _asked(type(record)):
        value = getattr(record, name)
        if value is usual:  # most columns of most rows
            continue
        if said := _of_its_type(record, field) or fault(field, getattr(record, name)):
            wrong = True
            yield field.name, said
    if not wrong and (odd := kinds.positions.fault(*(getattr(record, name, None) for name in POSITION))):
        yield odd


def _of_its_type(record: models.Model, field: Any) -> str:
    """A number or a day that was given as text becomes one."""
    value = getattr(record, field.attname)
    if not isinstance(value, str) or isinstance(field, (models.CharField, models.TextField)):
        return ""
    try:
        setattr(record, field.attname, field.to_python(value) if value else None)
    except ValidationError:
        return f"{field.verbose_name}无法读取：“{value[:20]}”。"
    return ""


@cache
def _asked(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns that hold a value of their own; what the database numbers and links it checks itself."""
    return tuple(
        (field, field.attname, _usual(field))
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation and field.name not in ("number", "client_key")
    )


def _usual(field: Any) -> Any:
    """What a row has where nobody wrote anything, if that may stand: nothing, or a plain default."""
    usual = None if field.has_default() and callable(field.default) else field.get_default()
    return UNLIKE if fault(field, usual) else usual


def fault(field: Any, value: Any) -> str:
    """The sentence why this field may not hold this value, or nothing."""
    if value is None or value == "":
        label = field.verbose_name
        empty = field.null if value is None else field.blank
        return "" if empty or not field.editable else f"请填写{label}。"
    label = field.verbose_name
    if field.choices and value not in _stored(field):
        return f"{label}没有“{str(value)[:20]}”这个选项。"
    if isinstance(value, str):
        if field.max_length and len(value) > field.max_length:
            return f"{label}最多{field.max_length}个字，现有{len(value)}个字。"
        if kinds.text.turns(value):
            return f"{label}{kinds.text.TURNED}"
        if _is_named(field) and (sign := kinds.blanks.refused(value, str(label))):
            return sign
    if isinstance(value, dt.date) and value.year < kinds.dates.EARLIEST:
        return kinds.dates.TOO_EARLY
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and (wrong := _out_of_bounds(field, value)):
        return f"{label}{wrong}"
    return _refused_by(field, value)


@cache
def _is_named(field: Any) -> bool:
    """A text of one line that must be there: a stroke or 无 is not its content."""
    return field.editable and not (field.blank or field.choices or field.null or has_lines(field))


@cache
def _stored(field: Any) -> frozenset[Any]:
    return frozenset(stored for stored, _label in field.flatchoices)


def _out_of_bounds(field: Any, value: Any) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        return "应为数字。"
    for one in field.validators:
        limit = getattr(one, "limit_value", None)
        if isinstance(one, MinValueValidator) and value < limit:
            return f"不能小于{limit}。"
        if isinstance(one, MaxValueValidator) and value > limit:
            return f"不能大于{limit}。"
    places, digits = getattr(field, "decimal_places", None), getattr(field, "max_digits", None)
    if places is not None and digits is not None:
        if value != kinds.numbers.half_up(value, places):
            return f"最多{places}位小数。"
        if abs(value) >= 10 ** (digits - places):
            return f"最多{digits - places}位整数。"
    return ""


def _refused_by(field: Any, value: Any) -> str:
    """What the model's other validators say: a pattern, a rule of its own."""
    for one in field.validators:
        if isinstance(one, OURS) or isinstance(field, models.DecimalField):
            continue
        try:
            one(value)
        except ValidationError as wrong:
            return "".join(wrong.messages)
    return ""
