"""What stands in the tables that no door would let in today: doubles, hidden signs, reasons that say nothing.

Asked by `bin/manage examine` after an upgrade, of data that earlier releases took in. Looking changes nothing; `tidied`
takes away what nobody sees and decides nothing: where a cleaned name would meet another, both stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import Q

from supervision.ground import keys
from supervision.ground.kinds import blanks, clean, text
from supervision.ground.texts import columns

from .models import Record
from .vocabulary import State

REASONS = ("why", "reason", "cause")
SHOWN = 40


@dataclass(frozen=True)
class Found:
    """One finding: what it is, in which row, what stands there, what to do."""

    kind: str
    row: models.Model
    label: str
    said: str
    do: str

    @property
    def number(self) -> str:
        return str(getattr(self.row, "number", "") or self.row.pk)


def kept() -> list[type[models.Model]]:
    """The models whose rows people enter: those with a history."""
    return [model for model in apps.get_models() if hasattr(model, "events") and columns(model)]


def doubles() -> Iterator[Found]:
    """Rows that a key takes for one, the older first."""
    for model, field in keys.keyed():
        rule: Any = next(one for one in model._meta.constraints if field.name in getattr(one, "fields", ()))
        names = [name for name in rule.fields if name != "twin"]
        meta: Any = model._meta
        groups: dict[tuple[Any, ...], list[Any]] = {}
        rows = model._default_manager.filter(rule.condition or Q())
        twins = rows.exclude(twin=0).values(field.name)  # of those with the number 0 no two have one key
        for row in rows.filter(**{f"{field.name}__in": twins}).order_by("twin", "pk"):
            groups.setdefault(tuple(getattr(row, meta.get_field(n).attname) for n in names), []).append(row)
        label = "、".join(str(meta.get_field(name).verbose_name) for name in field.of)
        for first, *others in (rows for rows in groups.values() if len(rows) > 1):
            for row in others:
                same = f"{shown(str(row))} 与 {getattr(first, 'number', first.pk)} {shown(str(first))} 相同"
                yield Found("重复", row, label, same, "核对是否同一个；多出的一条作废，写明原因")


def hidden() -> Iterator[Found]:
    """Texts with signs that nobody sees, or that turn the reading."""
    for model in kept():
        for row in model._default_manager.order_by("pk").iterator(2000):
            for field, lines in columns(model):
                value = getattr(row, field.attname)
                if not isinstance(value, str) or clean(value, lines=lines) == value:
                    continue
                turned = text.turns(value)
                do = "人工改正：它使页面显示与所存不同" if turned else "可用 --fix-text 清理"
                yield Found("换向字符" if turned else "隐藏字符", row, str(field.verbose_name), shown(value), do)


def reasons() -> Iterator[Found]:
    """A reason that had to be given and was not, or that gives none."""
    for model in kept():
        asked = [field for field, _lines in columns(model) if field.name.rpartition("_")[2] in REASONS]
        for row in model._default_manager.order_by("pk").iterator(2000) if asked else ():
            for field in asked:
                value = getattr(row, field.attname) or ""
                if _owed(row, field.name) and not clean(value):
                    yield Found("缺原因", row, str(field.verbose_name), "（空）", "在记录的历史里查明，补记说明")
                elif value and (blanks.is_blank(value) or not any(sign.isalnum() for sign in value)):
                    yield Found("原因不成话", row, str(field.verbose_name), shown(value), "向经办人核实后补记说明")


def _owed(row: Any, name: str) -> bool:
    if not isinstance(row, Record):
        return False
    return (row.state, name) in ((State.VOID, "voided_why"), (State.RETURNED, "returned_why"))


def tidied() -> int:
    """Clean what can be cleaned without deciding anything; how many rows. Inside `history.acting`."""
    done = 0
    for model in kept():
        for row in model._default_manager.order_by("pk").iterator(2000):
            changes = {
                field.attname: clean(value, lines=lines)
                for field, lines in columns(model)
                if isinstance(value := getattr(row, field.attname), str) and not text.turns(value)
                and clean(value, lines=lines) != value
            }  # fmt: skip
            done += bool(changes) and _written(row, changes)
    return done


def _written(row: models.Model, changes: dict[str, Any]) -> bool:
    """False where the database refuses: the cleaned name is another's, or the row is frozen."""
    for name, value in changes.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            rows = type(row)._base_manager.filter(pk=row.pk)
            return bool(rows.update(**changes | keys.changed(row, changes)))
    except DatabaseError:
        return False


def shown(value: str) -> str:
    """With the hidden signs by their numbers."""
    said = "".join(sign if _seen(sign) else f"<U+{ord(sign):04X}>" for sign in value)
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"


def _seen(sign: str) -> bool:
    return sign == " " or (sign.isprintable() and not text.HIDDEN.match(sign) and unicodedata.category(sign)[0] != "Z")
