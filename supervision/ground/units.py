"""The unit of a quantity, as a field: picked from the list of `kinds.units`; what was typed before it stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models

from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import Unreadable, units


class UnitChoice(forms.ChoiceField):
    """The list, and what stands on the record that is being corrected."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", "单位")
        super().__init__(choices=[(unit, unit) for unit in units.offered()], **more)

    def keep(self, own: Any) -> None:
        if own and own not in units.offered():
            self.choices = [*((unit, unit) for unit in units.offered()), (own, f"{own}（原来填的）")]

    def to_python(self, value: Any) -> str:
        """An address or a phone may still write 公斤."""
        text = super().to_python(value)
        try:
            return units.read(text) if text else text
        except Unreadable:
            return text


class UnitField(models.CharField[Any, Any]):
    """In the database a plain text."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **more: Any) -> Any:
        initial = self.default if self.has_default() else None
        return UnitChoice(label=str(self.verbose_name), required=not self.blank, initial=initial)


def settle(record: models.Model, before: Mapping[str, Any]) -> None:
    """Every unit that was written or changed is one of the list, by its own spelling."""
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if not isinstance(field, UnitField) or not value or value == before.get(field.attname):
            continue
        try:
            setattr(record, field.attname, units.read(value))
        except Unreadable as wrong:
            raise RuleViolation(str(wrong), field=field.name) from wrong
