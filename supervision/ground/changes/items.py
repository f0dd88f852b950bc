"""What may change of a row: how each field reads now, what is kept of a change of it, and what is written when it is
in force. A register names its items; a field that is no plain column (what a subject grows) is an item of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from supervision.ground import kinds
from supervision.ground.records import sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import personal

from .vocabulary import Nature

EMPTY, NOTHING = "", "（空）"
STARS = 4
LONGEST_SAID, LONGEST_TOLD = 600, 4000


class Item:
    """One column of the model. Values are compared and kept as text, so that what stood when a change was told can be
    compared with what stands when it is taken over.
    """

    def __init__(self, name: str, nature: Nature = Nature.REVIEWED, *, label: str = "", proof: bool = False) -> None:
        self.name, self.nature, self._label, self.proof = name, nature, label, proof

    def label(self, model: type[models.Model]) -> str:
        return self._label or str(self._field(model).verbose_name)

    def now(self, record: Any) -> str:
        """The value that stands, as text."""
        return written(getattr(record, self._field(type(record)).attname))

    def wanted(self, value: Any) -> str:
        """A value of the form, as text."""
        return written(value.pk if isinstance(value, models.Model) else value)

    def differs(self, record: Any, value: Any) -> bool:
        return self.now(record) != self.wanted(value)

    def kept(self, value: Any) -> str:
        """The new value as it is kept until it is in force."""
        return self.wanted(value)

    def nature_of(self, record: Any, value: Any) -> Nature:
        return self.nature

    def said(self, model: type[models.Model], text: str) -> str:
        """A kept value in words."""
        field = self._field(model)
        if text == EMPTY:
            return EMPTY
        if field.is_relation:
            found = field.related_model._default_manager.filter(pk=text).first()
            return getattr(found, "full_name", "") or str(found or "")
        if field.choices:
            return str(dict(field.flatchoices).get(text, text))
        if isinstance(field, models.BooleanField):
            return "是" if text == str(True) else "否"
        return text

    def said_now(self, record: Any) -> str:
        return self.said(type(record), self.now(record))

    def said_new(self, record: Any, value: Any) -> str:
        return self.said(type(record), self.kept(value))

    def columns(self, model: type[models.Model], text: str) -> Mapping[str, Any]:
        """What is written when it is in force, by column."""
        field = self._field(model)
        if text == EMPTY:
            return {field.attname: None if field.null else ""}
        return {field.attname: field.target_field.to_python(text) if field.is_relation else field.to_python(text)}

    def _field(self, model: type[models.Model]) -> Any:
        return model._meta.get_field(self.name)


class Lines(Item):
    """A list of short texts, one to a line."""

    def columns(self, model: type[models.Model], text: str) -> Mapping[str, Any]:
        return {self.name: text.splitlines()}


class Sealed(Item):
    """A number of a person: kept sealed, compared by its digest, told by its last signs. Left empty it stays."""

    def label(self, model: type[models.Model]) -> str:
        return self._label

    def now(self, record: Any) -> str:
        return str(getattr(record, f"{self.name}_digest"))

    def wanted(self, value: Any) -> str:
        return sealed.digest(value or "")

    def differs(self, record: Any, value: Any) -> bool:
        return bool(value) and super().differs(record, value)

    def kept(self, value: Any) -> str:
        return sealed.seal(value)

    def said_now(self, record: Any) -> str:
        return _masked(getattr(record, f"{self.name}_tail"))

    def said_new(self, record: Any, value: Any) -> str:
        return _masked(sealed.tail(value))

    def columns(self, model: type[models.Model], text: str) -> Mapping[str, Any]:
        return personal(**{self.name: sealed.unseal(text)})


def _masked(tail: str) -> str:
    return f"{'*' * STARS}{tail}" if tail else EMPTY


def written(value: Any) -> str:
    """A value as text, the same for the same value whichever door it came through."""
    if value is None:
        return EMPTY
    if isinstance(value, Decimal):
        return kinds.numbers.shown(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)


def place_of(code: str) -> Region:
    return Region.objects.select_related("county", "township").get(pk=code)
