from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from . import rules
from .models import Edition
from .vocabulary import EditionState

E = TypeVar("E", bound=Edition)


@dataclass(frozen=True)
class Timeline(Generic[E]):
    """The editions of some keys with their items, read once: answers for any day without asking again."""

    editions: tuple[E, ...]

    def of(self, key: str) -> list[E]:
        """The published ones of a key by their first day."""
        return [one for one in self.editions if one.key == key and one.state == EditionState.PUBLISHED]

    def applies(self, key: str, on: dt.date) -> E | None:
        return rules.running(on, self.of(key))

    def coded(self, code: str) -> E | None:
        """The edition something was judged by, withdrawn since or not."""
        return next((one for one in self.editions if one.code == code), None)


def read(model: type[E], keys: Collection[str] | None = None) -> Timeline[E]:
    """Two queries for all editions that ever counted, or those of `keys`."""
    manager: Any = model._default_manager
    found = manager.exclude(published_at=None).whole().order_by("valid_from", "id")
    return Timeline(tuple(found if keys is None else found.filter(key__in=keys)))


def applies(model: type[E], key: str, on: dt.date) -> E | None:
    """The one edition of `key` that applies on a day, with its items."""
    manager: Any = model._default_manager
    return manager.valid_on(on).whole().filter(key=key).first()


def applies_many(model: type[E], asked: Iterable[tuple[str, dt.date]]) -> Mapping[tuple[str, dt.date], E | None]:
    """The same for many pairs of key and day, with the same number of queries."""
    pairs = set(asked)
    timeline = read(model, {key for key, _day in pairs})
    return {(key, day): timeline.applies(key, day) for key, day in pairs}
