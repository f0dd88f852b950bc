"""The declaration of a long-lived register: which of its fields change, and how what changes is put in force."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from supervision.ground import records
from supervision.ground.life import Life
from supervision.ground.people import Post

from .items import Item, place_of

if TYPE_CHECKING:
    from .models import Change

Kept = Mapping[str, str]  # the new values by the names of their items, as they are kept


@dataclass(frozen=True, eq=False)
class Changes:
    """What may change of the rows of one register.

    `ledger` is its key, `life` the life of its rows: the hooks that fill them and check them are asked of the row as it
    would be, when a change is told and when it takes effect. `items` are its fields. What is no plain column of the row
    (what a subject grows) `also(record, new, change, by)` writes, and `refuse(record, new)` refuses beforehand.
    `why_not` adds the noun's own sentence why nothing may be changed now; `open_matters` names what is not finished
    about a row, for whoever takes over a change that ends a duty.
    """

    ledger: str
    life: Life[Any]
    items: Sequence[Item]
    also: Callable[[Any, Kept, Change, Post], None] = lambda record, new, change, by: None
    refuse: Callable[[Any, Kept, Post], None] = lambda record, new, by: None
    why_not: Callable[[Any, Post], str] = lambda record, post: ""
    open_matters: Callable[[Any, Kept], str] = lambda record, new: ""

    @property
    def model(self) -> type[Any]:
        return self.life.model

    def item(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)

    def would_be(self, record: Any, new: Kept, by: Post) -> tuple[Any, dict[str, Any]]:
        """The row with the new values, asked everything that is asked of an entry; and the columns that differ."""
        other = copy.copy(record)
        columns: dict[str, Any] = {}
        for name, text in new.items():
            columns |= self.item(name).columns(self.model, text)
        for name, value in columns.items():
            setattr(other, name, value)
        if "region_id" in columns:
            other.region = place_of(columns["region_id"])
            records.stamp(other)
        if columns:
            self.life.fill([other], by)
            self.life.check(other, by, complete=True)
            records.check(other)
        before, now = _columns(record), _columns(other)
        return other, {name: value for name, value in now.items() if value != before[name]}


def _columns(record: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


_declared: dict[str, Changes] = {}


def declare(changes: Changes) -> Changes:
    if _declared.setdefault(changes.ledger, changes) is not changes:
        raise ValueError(f"{changes.ledger}: 信息变更重复声明")
    return changes


def of(ledger: str) -> Changes:
    return _declared[ledger]


def now_of(changes: Changes) -> Callable[[Any], dict[str, Any]]:
    """The form as it is opened: the columns of the row as they stand."""
    names = {item.name: changes.model._meta.get_field(item.name).attname for item in changes.items}
    return lambda record: {name: _shown(getattr(record, column)) for name, column in names.items()}


def _shown(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value


# Who knows what is not finished about a subject (handlings, cases, orders): rooms do not know each other.
Asked = Callable[[Any], Sequence[str]]
_asked: list[Asked] = []


def open_matters_by(asked: Asked) -> None:
    """Who can say what is not finished about a subject; from an app's `ready`."""
    if asked not in _asked:
        _asked.append(asked)


# Who knows whether a subject that registers just these products would be out of a duty that it has now.
Freed = Callable[[Any, Sequence[Any]], bool]
_freed: list[Freed] = []


def freed_by(asked: Freed) -> None:
    """Who can say whether what a subject registers as its products ends a duty; from an app's `ready`."""
    if asked not in _freed:
        _freed.append(asked)


def is_freed(subject: Any, products: Sequence[Any]) -> bool:
    return any(asked(subject, products) for asked in _freed)


def open_matters_of(subject: Any) -> str:
    return "；".join(said for asked in _asked for said in asked(subject))
