"""What one edition says otherwise than another, and whom it would have judged otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from .dictionary import Dictionary, Row
from .models import Edition, Item
from .rules import DAY

R = TypeVar("R")
V = TypeVar("V")
HEADER = ("name", "valid_from", "valid_to", "basis", "source")


@dataclass(frozen=True)
class Change:
    """A column whose value differs, with the column's Chinese label."""

    label: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Changed:
    item: Item
    changes: list[Change]


@dataclass(frozen=True)
class Difference:
    """From `other` to the edition asked about; items are the same thing when their code is."""

    header: list[Change]
    added: list[Item]
    removed: list[Item]
    changed: list[Changed]
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.header or self.added or self.removed or self.changed or self.reordered)


def diff(edition: Edition, other: Edition) -> Difference:
    """What `edition` says otherwise than `other`, usually the one in force before it."""
    new = {item.code: item for item in edition.items.all()}
    old = {item.code: item for item in other.items.all()}
    both = [code for code in new if code in old]
    pairs = [(new[code], _changes(old[code], new[code], _columns(new[code]))) for code in both]
    return Difference(
        header=_changes(other, edition, _header(edition)),
        added=[item for code, item in new.items() if code not in old],
        removed=[item for code, item in old.items() if code not in new],
        changed=[Changed(item, changes) for item, changes in pairs if changes],
        reordered=both != [code for code in old if code in new],
    )


@dataclass(frozen=True)
class Entered:
    """One change of a dictionary's edition beside the entry of the day before it, if there was one."""

    new: Any
    old: Row | None
    changes: list[Change]


def diff_entries(edition: Dictionary) -> list[Entered]:
    """What each change says otherwise than the entry that applies until it, in two queries."""
    model: Any = edition
    kind: Any = model._meta.get_field("entries").related_model
    new = list(edition.changes.order_by(kind.KEY, "valid_from"))
    known = kind._default_manager.filter(**{f"{kind.KEY}__in": {one.said_of for one in new}})
    there = list(known.order_by("-valid_from"))
    return [_entered(one, there) for one in new]


def _entered(new: Any, there: list[Any]) -> Entered:
    day = new.valid_from - DAY
    old = next((one for one in there if one.said_of == new.said_of and one.covers(day)), None)
    silent = {"id", "edition", "ends", new.KEY, "valid_from", "valid_to"}
    fields = [field for field in new._meta.concrete_fields if field.name not in silent]
    return Entered(new, old, [] if old is None or new.ends else _changes(old, new, fields))


def _header(edition: Edition) -> list[Any]:
    return [edition._meta.get_field(name) for name in HEADER]


def _columns(item: Item) -> list[models.Field[Any, Any]]:
    """What an item says; where it stands is told by `reordered`."""
    silent = {"id", "code", "order", "edition"}
    return [field for field in item._meta.concrete_fields if field.name not in silent]


def _changes(old: models.Model, new: models.Model, fields: Iterable[models.Field[Any, Any]]) -> list[Change]:
    return [
        Change(str(field.verbose_name), _shown(old, field), _shown(new, field))
        for field in fields
        if getattr(old, field.attname) != getattr(new, field.attname)
    ]


def _shown(row: models.Model, field: models.Field[Any, Any]) -> Any:
    return getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)


@dataclass(frozen=True)
class Otherwise(Generic[R, V]):
    """A row, how it was judged, and how it would be."""

    row: R
    was: V
    would_be: V


def would_have_judged_otherwise(
    rows: Iterable[R], *, was: Callable[[R], V], would_be: Callable[[R], V]
) -> list[Otherwise[R, V]]:
    """The rows on which the noun's judge says by a new edition what it did not say by the one that counted.

    Nothing is judged anew here: the list is for those who decide whether a row is.
    """
    judged = (Otherwise(row, was(row), would_be(row)) for row in rows)
    return [one for one in judged if one.was != one.would_be]
