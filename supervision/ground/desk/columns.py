"""What a register shows: columns as ORM expressions, so that page, API and export are one query each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import Concat, Least, Length, Right
from django.db.models.lookups import Exact

from supervision.ground import kinds, records
from supervision.ground.people import Post
from supervision.ground.records import Record
from supervision.ground.regions import Region

OF_TYPES = {
    (models.DateTimeField,): "moment",
    (models.DateField,): "date",
    (models.DecimalField, models.IntegerField): "number",
    (models.BooleanField,): "flag",
}
TAIL = 4


@dataclass(frozen=True)
class Column:
    """One column of a register. What is left out (label, `expr`, kind, width) the model's field of that name says.

    `expr` is a path ("township__name") or an expression (F, Case, Concat …), never a callable: PostgreSQL must be
    able to work it out for a million rows.
    """

    name: str
    label: str = ""
    expr: Any = None
    kind: str = ""
    width: int = 0
    list: bool = True
    export: bool = True

    def __post_init__(self) -> None:
        if self.kind and self.kind not in kinds.WIDTHS:
            raise ValueError(f"{self.name}: unknown kind {self.kind}")

    def of(self, model: type[models.Model]) -> Column:
        """The whole column, filled up from the model's field of its name."""
        try:
            field: Any = model._meta.get_field(self.name)
        except FieldDoesNotExist:
            field = None
            if not self.label:
                raise
        personal = self.name in getattr(model, "PERSONAL", ())
        kind = "personal" if personal else self.kind or _kind_of(field)
        return replace(
            self,
            label=self.label or str(field.verbose_name),
            expr=_expression_of(field) if self.expr is None and field is not None else self.expr,
            kind=kind,
            width=self.width or _width_of(field, kind),
        )

    @property
    def expression(self) -> Any:
        """The value as the database gives it; of a person's number (`PERSONAL` of the model) its last signs only, so
        that nobody reads it, nor finds it out by sorting.
        """
        value = F(self.expr or self.name) if isinstance(self.expr or self.name, str) else self.expr
        return _tail_of(value) if self.kind == "personal" else value


def _tail_of(value: Any) -> Case:
    """****1234: at most the last four, at most half of it."""
    tail = Right(value, Least(Value(TAIL), Length(value) / 2))
    empty = When(Exact(value, Value("")), then=Value(""))
    return Case(empty, default=Concat(Value("*" * TAIL), tail), output_field=CharField())


def hidden(*names: str) -> tuple[Column, ...]:
    """Fields that stand on the detail page and in the workbook, but not in the list."""
    return tuple(Column(name, list=False) for name in names)


def _kind_of(field: models.Field[Any, Any] | None) -> str:
    if isinstance(field, models.ForeignKey):
        return (
            "region"
            if field.related_model is Region
            else "code"
            if shown_as(field.related_model) == "number"
            else "text"
        )
    if field is None or field.choices:
        return "text"
    return next((kind for types, kind in OF_TYPES.items() if isinstance(field, types)), "text")


def _expression_of(field: Any) -> Any:
    """A place, a person or another record by its name, a choice by its label, anything else as it is stored."""
    if isinstance(field, models.ForeignKey):
        return f"{field.name}__{shown_as(field.related_model)}"
    if field.name == "state" and issubclass(field.model, Record) and field.model.BY_ONE:
        alone = When(records.STANDING_ALONE, then=Value(records.ALONE))
        return Case(alone, default=label_of(field.name, field.choices), output_field=CharField())
    return label_of(field.name, field.choices) if field.choices else None


def shown_as(model: Any) -> str:
    """The path to what a row of this model is called by, where another points at it."""
    if model is Post:
        return "user__name"
    names = {one.name for one in model._meta.get_fields()}
    return next(name for name in ("name", "title", "number") if name in names)


def _width_of(field: Any, kind: str) -> int:
    if kind == "text" and isinstance(field, models.ForeignKey) and field.related_model is not Post:
        return kinds.NAMED
    may_have = getattr(field, "max_length", None) or 0
    if kind == "text" and (isinstance(field, models.TextField) or may_have >= kinds.LONG_FROM):
        return kinds.LONG
    return kinds.WIDTHS[kind]


def joined(path: str) -> Func:
    """The texts of an array, one after the other."""
    return Func(F(path), Value("、"), function="array_to_string", output_field=CharField())


def label_of(path: str, choices: type[models.TextChoices] | Sequence[tuple[str, str]]) -> Case:
    """The Chinese label of a stored choice, worked out in SQL."""
    pairs = getattr(choices, "choices", choices)
    return Case(
        *(When(**{path: value}, then=Value(label)) for value, label in pairs),
        default=Value(""),
        output_field=CharField(),
    )
