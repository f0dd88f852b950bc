"""What a register can be narrowed by, from names: the model says label and choices, a declaration says the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django_filters as df
from django.db import models
from django.db.models import QuerySet
from django_stubs_ext import StrOrPromise

from .columns import Column
from .filters import UNKNOWN, DeskFilterSet, search_box
from .narrowing import derived, offered


@dataclass(frozen=True)
class Condition:
    """One choice above a list. What is left out (label, choices) the model's field `path` or `name` says.

    `rows(rows, value)` narrows where the choice is no stored value. `all` is what the empty choice says. `offers` gives
    (key, name, what else it is found by) where the choices are rows themselves, asked when a list is opened.
    """

    name: str
    label: str = ""
    choices: Sequence[tuple[Any, StrOrPromise]] = ()
    rows: Callable[[Any, str], QuerySet[Any]] | None = None
    path: str = ""
    all: str = ""
    offers: Callable[[], Any] | None = None

    def filter(self, model: type[models.Model]) -> df.ChoiceFilter:
        narrow = self.rows
        method = (lambda rows, name, value: narrow(rows, value)) if narrow else None
        if self.offers:
            return offered(self.label, self.path or self.name, self.offers, method)
        field: Any = None if self.label and self.choices else _field(model, self.path or self.name)
        label = self.label or str(field.verbose_name)
        return df.ChoiceFilter(
            label=label,
            field_name=self.path or self.name,
            choices=self.choices or [pair for pair in field.choices if pair[0] != ""],
            empty_label=self.all or f"全部{label}",
            error_messages={"invalid_choice": UNKNOWN},
            method=method,
        )


@dataclass(frozen=True)
class Search:
    """The first box: what it looks for in words, and the texts it looks in beside those of the columns.

    `subject` leads to a subject that no column shows by its name.
    """

    label: str = ""
    paths: Sequence[str] = ()
    hint: str = ""
    subject: str = ""


def filter_set(
    model: type[models.Model], conditions: Sequence[str | Condition], search: Search | None, without: Sequence[str]
) -> type[DeskFilterSet]:
    """The conditions every register has but for `without`, and these."""
    own: dict[str, Any] = dict.fromkeys(without)
    if search is not None and search.label:
        own["q"] = search_box(search.label, search.hint)
    asked = [Condition(one) if isinstance(one, str) else one for one in conditions]
    own |= {one.name: one.filter(model) for one in asked}
    return type(f"{model.__name__}FilterSet", (DeskFilterSet,), own)


def of_columns(
    base: type[DeskFilterSet],
    model: type[models.Model],
    columns: Sequence[Column],
    citizens: Sequence[str],
    look_in: Callable[[Any], Any],
    key: str,
    dimensions: Callable[[], Any],
) -> type[DeskFilterSet]:
    """These conditions, and behind them those that follow from the columns."""
    taken = {*base.base_filters, *(one.field_name for one in base.base_filters.values() if one.field_name)}
    found = derived(model, columns, taken)
    own: dict[str, Any] = {name: one for name, (_column, one) in found.items()}
    own["from_columns"] = {name: column for name, (column, _one) in found.items()}
    own |= {"citizens": citizens, "look_in": staticmethod(look_in), "__test__": False}
    own["holds"] = staticmethod(lambda register: register == key)
    own["dimensions"] = staticmethod(dimensions)
    return type(base.__name__, (base,), own)


def _field(model: type[models.Model], path: str) -> Any:
    *way, last = path.split("__")
    at: Any = model
    for name in way:
        at = at._meta.get_field(name).related_model
    return at._meta.get_field(last)
