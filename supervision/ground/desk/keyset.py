"""Pages by row comparison: page 10,000 costs what page 1 costs.

Sort columns are the model's own and NOT NULL; the key is added to make the order total. Both columns run in the
same direction, so `(column, id) < (value, id)` is one index range (the OR form takes a second on a million rows).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

SALT = "desk.keyset"
END = "end"  # said as `before`: the last page
Rows = QuerySet[Any, Any]  # `values()` as well


@dataclass(frozen=True)
class Order:
    """An own, NOT NULL field and its direction."""

    field: str
    down: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,) if self.field in ("id", "pk") else (self.field, "id")

    def by(self, *, backwards: bool = False) -> list[Any]:
        down = self.down is not backwards
        return [F(name).desc() if down else F(name).asc() for name in self.fields]

    def beyond(self, values: tuple[Any, ...], *, backwards: bool = False) -> Any:
        lookup = TupleLessThan if self.down is not backwards else TupleGreaterThan
        return lookup(tuple(F(name) for name in self.fields), values)


@dataclass(frozen=True)
class Place:
    """Where a page begins: just after, or just before, a row; without values, before the end of all."""

    values: tuple[Any, ...]
    backwards: bool = False


@dataclass(frozen=True)
class Page:
    rows: list[dict[str, Any]]
    after: str = ""
    before: str = ""


def pack(values: tuple[Any, ...], order: Order) -> str:
    """A signed token: nobody can write one by hand, and one of another order is not accepted."""
    texts = [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
    return signing.dumps([order.field, *map(str, texts)], salt=SALT, compress=False)


def unpack(token: str, order: Order, queryset: Rows) -> tuple[Any, ...] | None:
    """The values in a token; None for a broken one, which then means the first page."""
    try:
        field, *texts = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if field != order.field or len(texts) != len(order.fields):
        return None
    meta = queryset.model._meta
    try:
        return tuple(_field(meta, name).to_python(text) for name, text in zip(order.fields, texts, strict=True))
    except ValidationError:
        return None


def _field(meta: Any, name: str) -> Any:
    return meta.pk if name in ("id", "pk") else meta.get_field(name)


def place(*, after: str, before: str, order: Order, queryset: Rows) -> Place | None:
    if before == END:
        return Place((), backwards=True)
    if after and (values := unpack(after, order, queryset)):
        return Place(values)
    if before and (values := unpack(before, order, queryset)):
        return Place(values, backwards=True)
    return None


def page(queryset: Rows, order: Order, *, at: Place | None, size: int, keys: tuple[str, ...]) -> Page:
    """One page of a `values()` queryset whose rows carry the order's fields under `keys`.

    A page reached backwards that turns out short is the first one: it is read again from the start, so that the
    first page is always full.
    """
    backwards = bool(at and at.backwards)
    rows = queryset.filter(order.beyond(at.values, backwards=backwards)) if at and at.values else queryset
    found = list(rows.order_by(*order.by(backwards=backwards))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        if not more:
            return page(queryset, order, at=None, size=size, keys=keys)
        found.reverse()
    first, last = (tuple(row[k] for k in keys) for row in (found[0], found[-1])) if found else ((), ())
    return Page(
        found,
        after=pack(last, order) if found and (at.values if at and backwards else more) else "",
        before=pack(first, order) if found and at else "",
    )
