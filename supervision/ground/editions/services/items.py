"""The items of a draft, written as a whole. Called by the verbs only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from supervision.ground.errors import RuleViolation
from supervision.ground.texts import tidy

from ..models import Edition, Item

MADE = re.compile(r"item_(\d+)")


def kind_of(edition: Edition | type[Edition]) -> Any:
    """The user's own kind of `Item`."""
    model: Any = edition
    return model._meta.get_field("items").related_model


def rows_of(edition: Edition) -> list[dict[str, Any]]:
    """The items as `write` takes them."""
    silent = {"id", "edition", "order"}
    names = [field.name for field in kind_of(edition)._meta.concrete_fields if field.name not in silent]
    return [{name: getattr(item, name) for name in names} for item in edition.items.all()]


def write(edition: Edition, given: Iterable[Mapping[str, Any]]) -> None:
    """Bring the items in line with `given`: the same code is the same item; one without a code gets a new one."""
    kind = kind_of(edition)
    there = {item.code: item for item in edition.items.all()}
    wanted = [_built(kind, edition, order, row) for order, row in enumerate(_coded(edition, given), 1)]
    codes = [item.code for item in wanted]
    if len(set(codes)) < len(codes):
        raise RuleViolation("同一版本中代码不能重复。", field="items")
    columns = [field for field in kind._meta.concrete_fields if field.name not in ("id", "edition", "code")]
    changed = []
    for item in wanted:
        old = there.get(item.code)
        item.pk = old.pk if old is not None else None
        if old is not None and any(getattr(old, f.attname) != getattr(item, f.attname) for f in columns):
            changed.append(item)
    gone = [item.pk for code, item in there.items() if code not in codes]
    kind._default_manager.filter(pk__in=gone).delete()
    kind._default_manager.bulk_update(changed, [field.name for field in columns])
    kind._default_manager.bulk_create([item for item in wanted if item.pk is None])
    getattr(edition, "_prefetched_objects_cache", {}).pop("items", None)


def _built(kind: Any, edition: Edition, order: int, row: Mapping[str, Any]) -> Item:
    item = kind(edition=edition, order=order, **row)
    try:
        tidy(item).full_clean(exclude=["edition"], validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        messages = next(iter(wrong.message_dict.values()))
        raise RuleViolation(f"第{order}项：{'；'.join(messages)}", field="items") from wrong
    return item


def _coded(edition: Edition, given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A code that once meant something in an edition of this key never means anything else: new ones are counted on."""
    rows = [dict(row) for row in given]
    if all(row.get("code") for row in rows):
        return rows
    known = kind_of(edition)._default_manager.filter(edition__key=edition.key, code__startswith="item_")
    taken = {*known.values_list("code", flat=True), *(row["code"] for row in rows if row.get("code"))}
    last = max((int(found[1]) for code in taken if (found := MADE.fullmatch(code))), default=0)
    for row in rows:
        if not row.get("code"):
            last += 1
            row["code"] = f"item_{last}"
    return rows
