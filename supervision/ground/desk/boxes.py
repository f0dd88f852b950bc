"""Boxes to type in: what is typed is read by the kinds, and shown back as it was typed when it cannot be.

None of them is a browser's number box, which drops or changes what it does not understand, and none cuts off what is
longer than its column: that is told, with how many signs too many.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils import timezone

from supervision.ground import clock, kinds

TOO_LONG = "最多%(limit_value)d个字，现有%(show_value)d个字。"
UNIT = re.compile(r"（([^（）]{1,6})）$")


def unit_of(label: str) -> str:
    """The unit that a label names: 规模（亩）."""
    found = UNIT.search(label)
    return found[1] if found else ""


def told(reader: Callable[..., Any], *args: Any, **how: Any) -> Any:
    """What the reader read, or its sentence at the field."""
    try:
        return reader(*args, **how)
    except kinds.Unreadable as wrong:
        raise ValidationError(str(wrong), code="invalid") from wrong


class TextBox(forms.CharField):
    """Text without what nobody sees; a sign for nothing is nothing, and no answer to what is required."""

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # without its length: the browser would cut off in silence
        self.max_length = max_length
        if max_length is not None:
            self.validators.append(MaxLengthValidator(max_length, TOO_LONG))

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        if kinds.text.turns(text):
            raise ValidationError(kinds.text.TURNED, code="invalid")
        text = kinds.clean(text, lines=isinstance(self.widget, forms.Textarea))
        if not kinds.blanks.is_blank(text):
            return str(self.read(text))
        if self.required and text:
            raise ValidationError(kinds.blanks.refused(text, str(self.label)), code="required")
        return str(self.empty_value or "")

    def read(self, text: str) -> str:
        return text


class CodeBox(TextBox):
    """A code or number of the house: folded to ASCII capitals."""

    def read(self, text: str) -> str:
        return str(told(kinds.codes.read, text))


class PhoneBox(TextBox):
    def read(self, text: str) -> str:
        return str(told(kinds.phones.read, text))


class CreditCodeBox(TextBox):
    def read(self, text: str) -> str:
        return str(told(kinds.codes.credit, text))

    def doubt(self, code: str) -> str:
        return kinds.codes.credit_doubt(code)


class IdentityBox(TextBox):
    def read(self, text: str) -> str:
        return str(told(kinds.codes.identity, text, today=clock.today()))


class _Bounded(forms.Field):
    """A number between what the model's validators and its column allow; each bound has its sentence."""

    least: Decimal | int | None = None
    most: Decimal | int | None = None

    def bound(self, validators: Iterable[Any]) -> None:
        """Take over the bounds of a model's field."""
        for one in validators:
            limit = getattr(one, "limit_value", None)
            if isinstance(one, MinValueValidator) and limit is not None:
                self.least = limit if self.least is None else max(self.least, limit)
            elif isinstance(one, MaxValueValidator) and limit is not None:
                self.most = limit if self.most is None else min(self.most, limit)

    def _typed(self, value: Any, **how: Any) -> Decimal | None:
        if value in self.empty_values or (isinstance(value, str) and kinds.blanks.is_blank(value)):
            return None
        unit = unit_of(str(self.label or ""))
        found: Decimal = told(kinds.numbers.read, value, least=self.least, most=self.most, unit=unit, **how)
        return found


class NumberBox(_Bounded, forms.DecimalField):
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bound(self.validators)
        if self.max_digits is not None and self.decimal_places is not None:
            digits = self.max_digits - self.decimal_places
            self.bound([MaxValueValidator(Decimal(10) ** digits - Decimal(1).scaleb(-self.decimal_places))])
        self.validators = []  # all of them are asked in reading, in our words

    def to_python(self, value: Any) -> Any:
        return self._typed(value, places=self.decimal_places)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value: Any) -> Any:
        return kinds.numbers.shown(value) if isinstance(value, Decimal) else value


class WholeBox(_Bounded, forms.IntegerField):
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bound(self.validators)
        self.validators = []

    def to_python(self, value: Any) -> int | None:
        found = self._typed(value, whole=True)
        return None if found is None else int(found)


class DayBox(forms.DateField):
    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values or (isinstance(value, str) and kinds.blanks.is_blank(value)):
            return None
        day: dt.date = told(kinds.dates.read, value)
        return day


class MomentBox(forms.DateTimeField):
    def to_python(self, value: Any) -> dt.datetime | None:
        if value in self.empty_values or (isinstance(value, str) and kinds.blanks.is_blank(value)):
            return None
        moment: dt.datetime = told(kinds.dates.moment, value)
        return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
